package waybill.bench.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.bench.host.Memory;

/** The report as one table, and below it what does not fit into columns. */
final class TextReport {
    private final Report report;

    TextReport(Report report) {
        this.report = report;
    }

    @Override
    public String toString() {
        Table table = new Table(
                "", "", "", "", "", "answer", "", "", "to CONFIRMED", "", "", "CPU µs", "", "", "WAL", "MB", "", "");
        table.row(Columns.SHORT);
        report.outcomes().forEach(outcome -> table.row(cells(outcome)));
        StringBuilder text = new StringBuilder(table.toString());
        report.outcomes().forEach(outcome -> text.append(remarks(outcome)));
        text.append(ending()).append(System.lineSeparator()).append(targets());
        return text.append(about()).toString();
    }

    private static String[] cells(Outcome outcome) {
        return Columns.of(outcome).toArray(String[]::new);
    }

    private static String remarks(Outcome outcome) {
        List<String> remarks = new ArrayList<>(Remarks.of(outcome));
        outcome.rounds().forEach(round -> round.faults().forEach(fault -> remarks.add("WRONG: " + fault)));
        return remarks.isEmpty()
                ? ""
                : outcome.median().scenario() + ", " + outcome.median().connections() + " connections: "
                        + String.join("; ", remarks) + "." + System.lineSeparator();
    }

    private String ending() {
        StringBuilder text = new StringBuilder();
        StartUp startUp = report.startUp();
        if (startUp != null) {
            text.append("Ready after %d ms on an empty directory, %d ms on the data of this run.%n"
                    .formatted(startUp.coldMillis(), startUp.existingDataMillis()));
        }
        if (report.replay() != null) {
            text.append("The view of orders was made again from %s events in %.1f s.%n"
                    .formatted(
                            Units.whole((double) report.replay().events()),
                            report.replay().seconds()));
        }
        Memory last = last();
        if (last != null) {
            text.append("At the end: server %s MB resident (%s at most, heap %s in use), PostgreSQL %s MB.%n"
                    .formatted(
                            Units.megabytes(last.serverResidentBytes()),
                            Units.megabytes(last.serverPeakBytes()),
                            Units.megabytes(last.heapUsedBytes()),
                            Units.megabytes(last.postgresBytes())));
        }
        return text.toString();
    }

    private @Nullable Memory last() {
        Cost cost = report.outcomes().isEmpty()
                ? null
                : report.outcomes().getLast().median().cost();
        return cost == null ? null : cost.memory();
    }

    private String targets() {
        if (report.targets().isEmpty()) {
            return "";
        }
        Table table = new Table("target", "wanted", "measured", "");
        report.targets()
                .forEach(target -> table.row(
                        target.name(),
                        target.wanted(),
                        target.measured(),
                        target.reached() ? "reached" : "NOT REACHED"));
        return table.toString() + System.lineSeparator();
    }

    private String about() {
        Setup setup = report.setup();
        Machine machine = setup.machine();
        return "%s, %d cores, %s, %s.%nCommit %s. PostgreSQL %s.%nServer's JVM: %s.%n"
                .formatted(
                        machine.cpu(),
                        machine.cores(),
                        machine.system(),
                        machine.java(),
                        setup.commit() == null ? "unknown" : setup.commit(),
                        setup.postgres() == null ? "not ours to ask" : setup.postgres(),
                        setup.jvmOptions().isEmpty() ? "not ours to ask" : String.join(" ", setup.jvmOptions()));
    }
}
