package waybill.torture.faults;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import waybill.torture.system.Member;
import waybill.torture.system.Shop;
import waybill.torture.system.Signals;
import waybill.torture.system.Waiting;

/** Faults of processes. Each ends when everything runs and is ready again. */
final class Processes {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private final Shop shop;

    Processes(Shop shop) {
        this.shop = shop;
    }

    Strike strike(Stroke stroke) {
        SplittableRandom dice = new SplittableRandom(stroke.dice());
        return switch (stroke.fault()) {
            case KILL -> onOne(stroke, dice, this::kill);
            case PAUSE -> onOne(stroke, dice, this::pause);
            case RESTART -> new Strike("every service, in order", shop::restart, () -> {}, this::ready);
            case POSTGRES -> shop.postgres().map(this::quit).orElseGet(() -> Strike.none("PostgreSQL is not there"));
            case BROKER -> broker(stroke, dice);
            case CUT, DELAY, LOST_ANSWERS, CHAOS, GATEWAY ->
                throw new IllegalArgumentException("not a fault of processes: " + stroke);
        };
    }

    private interface Doing {
        Strike to(Member member, Stroke stroke);
    }

    private Strike onOne(Stroke stroke, SplittableRandom dice, Doing doing) {
        // The broker has a fault of its own.
        List<Member> there = shop.members().stream()
                .filter(member -> !member.kind().equals("kafka"))
                .toList();
        return there.isEmpty()
                ? Strike.none("nobody is there")
                : doing.to(there.get(dice.nextInt(there.size())), stroke);
    }

    private Strike kill(Member member, Stroke stroke) {
        return new Strike(
                "kill -9 of " + member.name(),
                () -> {
                    shop.willEnd(member);
                    Signals.kill(member);
                },
                () -> {},
                this::ready);
    }

    private Strike pause(Member member, Stroke stroke) {
        return new Strike(
                member.name() + " stands still for " + stroke.length().toMillis() + " ms",
                () -> Signals.pause(member),
                () -> Signals.proceed(member),
                this::ready);
    }

    private Strike broker(Stroke stroke, SplittableRandom dice) {
        List<Member> brokers = shop.members().stream()
                .filter(member -> member.kind().equals("kafka"))
                .toList();
        if (brokers.isEmpty()) {
            return Strike.none("no broker is there");
        }
        Member broker = brokers.get(dice.nextInt(brokers.size()));
        return dice.nextBoolean() ? kill(broker, stroke) : pause(broker, stroke);
    }

    private Strike quit(Member postgres) {
        return new Strike(
                "immediate stop",
                () -> {
                    shop.willEnd(postgres);
                    Signals.quit(postgres);
                },
                () -> {},
                () -> Waiting.until(() -> isReplaced(postgres), READY_WITHIN) && ready());
    }

    private boolean isReplaced(Member postgres) {
        return shop.postgres().filter(now -> now.pid() != postgres.pid()).isPresent();
    }

    /** Who is not ready in time writes into its log what its threads are doing: a JVM does that at SIGQUIT. */
    private boolean ready() {
        boolean ready = shop.awaitReady(READY_WITHIN);
        if (!ready) {
            shop.members().stream().filter(Member::isService).forEach(Signals::quit);
        }
        return ready;
    }
}
