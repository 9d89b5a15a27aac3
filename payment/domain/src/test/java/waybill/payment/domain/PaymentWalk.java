package waybill.payment.domain;

import static waybill.payment.domain.PaymentExamples.AMOUNT;
import static waybill.payment.domain.PaymentExamples.AT;
import static waybill.payment.domain.PaymentExamples.ENDED;
import static waybill.payment.domain.PaymentExamples.LATE;
import static waybill.payment.domain.PaymentExamples.ORDER;
import static waybill.payment.domain.PaymentExamples.TOKEN;
import static waybill.payment.domain.PaymentExamples.euros;
import static waybill.payment.domain.PaymentExamples.payment;
import static waybill.payment.domain.PaymentExamples.transaction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Decision;
import waybill.kernel.Money;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.PaymentCommand.Authorize;
import waybill.payment.domain.PaymentCommand.Capture;
import waybill.payment.domain.PaymentCommand.ClosePayments;
import waybill.payment.domain.PaymentCommand.GoOn;
import waybill.payment.domain.PaymentCommand.NoteExpiry;
import waybill.payment.domain.PaymentCommand.NoteOutcome;
import waybill.payment.domain.PaymentCommand.Refund;
import waybill.payment.domain.PaymentCommand.ReleaseRest;
import waybill.payment.domain.PaymentCommand.ReturnPayment;
import waybill.payment.domain.PaymentCommand.VoidPayment;
import waybill.payment.domain.PaymentCommand.WantAnswer;

/**
 * A random life of one order's payments. An honest gateway does one thing with a transaction and says that or nothing;
 * a lying one says anything at any time.
 */
final class PaymentWalk {
    private static final int WALKS = 2_000;
    private static final int STEPS = 60;
    private static final long[] PAUSES_MS = {0, 0, 1, 1_000, 5_000, 15_000, 40_000, 3_600_000, 86_400_000};

    /** One command of the walk, with the payments before and after it. */
    record Step(
            Payments before, PaymentCommand command, Decision<PaymentEvent, PaymentRefusal> decision, Payments after) {
        /** What happened. */
        List<PaymentEvent> events() {
            return decision instanceof Decision.Accepted<PaymentEvent, PaymentRefusal>(var events) ? events : List.of();
        }

        /** Shows every event with the payments just before it. */
        void forEachEvent(BiConsumer<Payments, PaymentEvent> shown) {
            Payments was = before;
            for (PaymentEvent event : events()) {
                shown.accept(was, event);
                was = PaymentHistory.after(was, event);
            }
        }
    }

    private final PaymentDecider decider = new PaymentDecider();
    private final List<PaymentEvent> history = new ArrayList<>();
    private final Random random;
    private final boolean honest;
    private Payments now = Payments.NONE;
    private Instant clock = AT;
    private long begun;

    private PaymentWalk(long seed, boolean honest) {
        this.random = new Random(seed);
        this.honest = honest;
    }

    /** Attacks a law with two thousand seeds; {@code -Dseed=} repeats one. */
    static void everyWalk(LongFunction<List<Step>> walk, BiConsumer<List<Step>, String> law) {
        Long only = Long.getLong("seed");
        LongStream seeds = only == null ? LongStream.range(0, WALKS) : LongStream.of(only);
        seeds.forEach(seed -> law.accept(walk.apply(seed), "seed " + seed));
    }

    static void everyStep(LongFunction<List<Step>> walk, BiConsumer<Step, String> law) {
        everyWalk(walk, (steps, where) -> steps.forEach(step -> law.accept(step, where + ", " + step.command())));
    }

    static List<Step> honest(long seed) {
        return new PaymentWalk(seed, true).walk();
    }

    static List<Step> lying(long seed) {
        return new PaymentWalk(seed, false).walk();
    }

    private List<Step> walk() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            clock = clock.plusMillis(PAUSES_MS[random.nextInt(PAUSES_MS.length)]);
            steps.add(step(command()));
        }
        return steps;
    }

    private Step step(PaymentCommand command) {
        Payments before = now;
        Decision<PaymentEvent, PaymentRefusal> decision = decider.decide(before, command);
        if (decision instanceof Decision.Accepted<PaymentEvent, PaymentRefusal>(var events)) {
            history.addAll(events);
            for (PaymentEvent event : events) {
                now = decider.evolve(now, event);
            }
        }
        return new Step(before, command, decision, now);
    }

    private PaymentCommand command() {
        return switch (random.nextInt(24)) {
            case 0, 1, 2 -> authorize();
            case 3 -> new WantAnswer(authorize());
            case 4 -> new VoidPayment(ORDER, anyPayment(), transaction(++begun), LATE, clock);
            case 5, 6, 7 -> new Capture(ORDER, anyPayment(), transaction(++begun), anyAmount(), anyReference(), clock);
            case 8, 9 ->
                new Refund(ORDER, anyPayment(), transaction(++begun), euros(anyCents()), anyReference(), LATE, clock);
            case 10 -> rarely();
            case 11 -> new NoteExpiry(ORDER, anyPayment(), transaction(++begun), clock);
            default -> {
                TransactionId about = transaction(anyNumber());
                yield new NoteOutcome(ORDER, about, answer(about), transaction(++begun), clock);
            }
        };
    }

    /** What ends things: were it common, no walk would come far. */
    private PaymentCommand rarely() {
        return switch (random.nextInt(6)) {
            case 0 -> new ReturnPayment(ORDER, anyPayment(), transaction(++begun), LATE, clock);
            case 1 -> new ReleaseRest(ORDER, transaction(++begun), LATE, clock);
            case 2 -> new ClosePayments(ORDER, 1, transaction(++begun), ENDED, clock);
            default -> new GoOn(ORDER, transaction(++begun), begun % 2 == 0, clock);
        };
    }

    /** One that has begun; one that never has, before the first. */
    private PaymentId anyPayment() {
        List<Payment> known = now.all();
        return known.isEmpty()
                ? payment(1)
                : known.get(random.nextInt(known.size())).id();
    }

    private @Nullable Money anyAmount() {
        return random.nextInt(3) == 0 ? null : euros(anyCents());
    }

    private long anyCents() {
        return 1L + random.nextInt(random.nextBoolean() ? 300 : 2198);
    }

    private @Nullable String anyReference() {
        return random.nextBoolean() ? null : "ref_" + random.nextInt(3);
    }

    /** The payment carries the number of the transaction that begins it. */
    private Authorize authorize() {
        begun++;
        return new Authorize(ORDER, random.nextInt(4), payment(begun), transaction(begun), AMOUNT, TOKEN, clock);
    }

    /** Mostly something that has begun and is not settled, sometimes anything, even what never has begun. */
    private long anyNumber() {
        List<Long> open = new ArrayList<>();
        for (long number = 1; number <= begun; number++) {
            if (now.transaction(transaction(number))
                    .filter(Transaction::isUnresolved)
                    .isPresent()) {
                open.add(number);
            }
        }
        return open.isEmpty() || random.nextInt(5) == 0
                ? Math.max(1, begun - random.nextInt(6) + random.nextInt(2))
                : open.get(random.nextInt(open.size()));
    }

    private Outcome answer(TransactionId about) {
        return honest ? truthOrSilence(about) : anyAnswer();
    }

    /** What has not arrived yet is not found; what is not done after that never will be. */
    private Outcome truthOrSilence(TransactionId about) {
        boolean isOnItsWay = now.transaction(about)
                .filter(one -> clock.isBefore(one.callSettledAt()))
                .isPresent();
        if (isWithheld(about)) {
            return PaymentExamples.notFound(clock);
        }
        return switch (random.nextInt(4)) {
            case 0 -> PaymentExamples.silence();
            case 1 ->
                isOnItsWay || truth(about) instanceof Outcome.Errored ? PaymentExamples.notFound(clock) : truth(about);
            default -> truth(about);
        };
    }

    /** The gateway cannot know what was never sent to it. */
    private boolean isWithheld(TransactionId about) {
        return now.transaction(about)
                .flatMap(Transaction::reason)
                .filter(why -> why.startsWith("EARLIER_PAYMENT"))
                .isPresent();
    }

    /** What the honest gateway has done with this transaction, or does with it when it arrives. */
    static Outcome truth(TransactionId about) {
        return switch (Math.floorMod(about.value().hashCode() * 31, 7)) {
            case 0 -> PaymentExamples.no();
            case 1 -> PaymentExamples.unsent();
            default -> PaymentExamples.ok();
        };
    }

    private Outcome anyAnswer() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> PaymentExamples.ok();
            case 3 -> PaymentExamples.no();
            case 4 -> PaymentExamples.unsent();
            case 5 -> PaymentExamples.notFound(clock);
            default -> PaymentExamples.silence();
        };
    }
}
