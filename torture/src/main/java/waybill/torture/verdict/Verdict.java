package waybill.torture.verdict;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import waybill.torture.checks.Judgement;
import waybill.torture.ending.Ending;
import waybill.torture.ending.Order;
import waybill.torture.faults.Fault;
import waybill.torture.faults.Injected;
import waybill.torture.history.History;
import waybill.torture.history.Outcome;

/**
 * How a run ended.
 *
 * @param run what it was to be
 * @param history what clients were told
 * @param ending what is there; nothing if the shop did not tell
 * @param injected what was done to it
 * @param trouble what went wrong outside of every check: somebody did not come back, or it never came to rest
 * @param judgements of the checks
 * @param audit of the databases
 */
public record Verdict(
        Run run,
        History history,
        Ending ending,
        List<Injected> injected,
        List<String> trouble,
        List<Judgement> judgements,
        Audit audit) {
    public Verdict {
        injected = List.copyOf(injected);
        trouble = List.copyOf(trouble);
        judgements = List.copyOf(judgements);
    }

    /**
     * What a run was to be, and what it took.
     *
     * @param system what was tortured, in words
     * @param build the commit it was built from; empty if nobody knows
     * @param rate clients a second
     * @param faults what was to be done to it
     * @param took until the verdict
     * @param left clients for whom there was no room at the tester
     * @param starts how often a process was started
     */
    public record Run(
            String system,
            String build,
            long seed,
            Duration length,
            double rate,
            List<Fault> faults,
            Duration took,
            int left,
            int starts) {
        public Run {
            faults = List.copyOf(faults);
        }
    }

    /** Whether there is nothing at all that speaks against it. */
    public boolean passed() {
        return objections().isEmpty();
    }

    /** Every reason why it did not pass, in a sentence each. */
    public List<String> objections() {
        Stream<String> checks = judgements.stream()
                .filter(judgement -> !judgement.holds())
                .map(judgement -> judgement.looked() == 0
                        ? "Nothing was looked at for: " + judgement.promise() + "."
                        : "Not so: " + judgement.promise() + ".");
        Stream<String> books = audit.holds() ? Stream.empty() : Stream.of("The audit of the databases did not pass.");
        Stream<String> missing = run.faults().stream()
                .filter(fault -> count(fault) == 0)
                .map(fault -> "There was no time for the fault " + fault.word() + ": give it more minutes.");
        return Stream.of(trouble.stream(), checks, books, missing)
                .flatMap(some -> some)
                .toList();
    }

    /** How often this was done. */
    public long count(Fault fault) {
        return injected.stream().filter(one -> one.fault() == fault).count();
    }

    /** How many tries ended so. */
    long tries(Outcome outcome) {
        return history.count(outcome);
    }

    /** How many orders have which status. */
    Map<String, Integer> statuses() {
        Map<String, Integer> statuses = new TreeMap<>();
        for (Order order : ending.orders().values()) {
            statuses.merge(order.status(), 1, Integer::sum);
        }
        return statuses;
    }
}
