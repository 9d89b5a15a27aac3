package waybill.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import waybill.bench.host.Commit;
import waybill.bench.host.Program;
import waybill.cluster.processes.Ports;
import waybill.torture.checks.Checks;
import waybill.torture.ending.Ending;
import waybill.torture.ending.Quiescence;
import waybill.torture.ending.Unreadable;
import waybill.torture.faults.FaultPlan;
import waybill.torture.faults.Injector;
import waybill.torture.history.History;
import waybill.torture.history.HistoryFile;
import waybill.torture.history.HistoryReader;
import waybill.torture.load.Load;
import waybill.torture.system.Shop;
import waybill.torture.verdict.Audit;
import waybill.torture.verdict.Verdict;
import waybill.torture.wire.FaultProxy;

/** One run: load and faults, then rest, then judgement. */
final class Torture {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(2);
    private static final Duration QUIET_WITHIN = Duration.ofMinutes(5);
    private static final Ending NOTHING = new Ending(Map.of(), Map.of(), List.of(), List.of(), List.of());

    private final Plan plan;
    private final Shop shop;
    private final Consumer<String> says;
    private final List<String> trouble = new ArrayList<>();

    Torture(Plan plan, Shop shop, Consumer<String> says) {
        this.plan = plan;
        this.shop = shop;
        this.says = says;
    }

    /** From the start of the system to the verdict; the system is running, then, and ours to end. */
    Verdict run() {
        long began = System.nanoTime();
        Path file = plan.report().resolve("history.jsonl");
        shop.start();
        try (HistoryFile history = new HistoryFile(file);
                FaultProxy proxy = new FaultProxy(new Ports().next(), shop::port)) {
            Load load = new Load(history, proxy.port(), plan.seed(), plan.rate());
            load.stock();
            Injector injector = new Injector(shop, proxy, load, what -> {
                history.noted(what);
                says.accept(what);
            });
            says.accept("Load and faults for " + plan.length().toSeconds() + " s.");
            injector.begin(FaultPlan.of(plan.seed(), plan.length(), new LinkedHashSet<>(plan.faults())));
            load.run(plan.length());
            injector.end();
            trouble.addAll(injector.unhealed());
            heal(load);
            Ending ending = rest();
            says.accept("Verifying the databases.");
            Audit audit = new Verifying(new Program(plan.home().resolve("server/target"), plan.jvm()))
                    .audit(shop.data(), says);
            trouble.addAll(shop.surprises());
            return verdict(HistoryReader.read(file), ending, audit, new Doings(injector, load, began));
        }
    }

    private record Doings(Injector injector, Load load, long began) {}

    private void heal(Load load) {
        says.accept("Healed; waiting until " + load.waiting() + " clients know what became of their requests.");
        if (!shop.awaitReady(READY_WITHIN)) {
            trouble.add("It was not ready within " + READY_WITHIN.toSeconds() + " s although nothing failed any more.");
        }
        if (!load.awaitAnswers(ANSWERED_WITHIN)) {
            trouble.add("After " + ANSWERED_WITHIN.toSeconds() + " s without faults some clients did not know yet.");
        }
    }

    private Ending rest() {
        Quiescence quiescence = new Quiescence(shop, says);
        if (!quiescence.await(QUIET_WITHIN)) {
            trouble.add("It did not come to rest within " + QUIET_WITHIN.toSeconds() + " s: "
                    + String.join("; ", quiescence.waitingFor()) + ".");
        }
        try {
            return quiescence.ending();
        } catch (Unreadable silent) {
            trouble.add(String.valueOf(silent.getMessage()));
            return NOTHING;
        }
    }

    private Verdict verdict(History history, Ending ending, Audit audit, Doings doings) {
        Verdict.Run run = new Verdict.Run(
                plan.cluster() ? "A cluster of processes" : "One process on its own PostgreSQL",
                Objects.requireNonNullElse(Commit.here(), ""),
                plan.seed(),
                plan.length(),
                plan.rate(),
                plan.faults(),
                Duration.ofNanos(System.nanoTime() - doings.began()),
                doings.load().left(),
                shop.starts());
        return new Verdict(
                run, history, ending, doings.injector().injected(), trouble, Checks.judge(history, ending), audit);
    }
}
