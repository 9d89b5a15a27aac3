package waybill.bench.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.bench.host.Memory;

/** One row of the table of scenarios, the same on the terminal and in the browser. */
final class Columns {
    /** The heads of the columns. */
    static final String[] SHORT = {
        "scenario",
        "conn",
        "per second",
        "× A1",
        "× A3",
        "p50 ms",
        "p99",
        "p99.9",
        "p50 ms",
        "p99",
        "p99.9",
        "server",
        "postgres",
        "client",
        "bytes",
        "server",
        "postgres",
        "others"
    };

    private Columns() {}

    static List<String> of(Outcome outcome) {
        Result result = outcome.median();
        List<String> cells = new ArrayList<>();
        cells.add(result.scenario());
        cells.add(Integer.toString(result.connections()));
        cells.add(Units.whole(result.perSecond()));
        cells.add(Units.times(outcome.timesA1()));
        cells.add(Units.times(outcome.timesA3()));
        addLatency(cells, result.answer());
        addLatency(cells, result.confirmation());
        addCost(cells, result.cost());
        return cells;
    }

    private static void addLatency(List<String> cells, Latency latency) {
        for (double millis : new double[] {latency.p50Millis(), latency.p99Millis(), latency.p999Millis()}) {
            cells.add(latency.count() == 0 ? Units.NOTHING : Units.millis(millis));
        }
    }

    private static void addCost(List<String> cells, @Nullable Cost cost) {
        CpuPerOrder cpu = cost == null ? null : cost.cpu();
        Memory memory = cost == null ? null : cost.memory();
        cells.add(cpu == null ? Units.NOTHING : Units.whole(cpu.serverMicros()));
        cells.add(cpu == null ? Units.NOTHING : Units.whole(cpu.postgresMicros()));
        cells.add(cpu == null ? Units.NOTHING : Units.whole(cpu.clientMicros()));
        cells.add(cost == null ? Units.NOTHING : Units.whole(cost.walBytes()));
        cells.add(memory == null ? Units.NOTHING : Units.megabytes(memory.serverResidentBytes()));
        cells.add(memory == null ? Units.NOTHING : Units.megabytes(memory.postgresBytes()));
        cells.add(cost == null || cpu == null ? Units.NOTHING : Units.percent(cost.othersShare()));
    }
}
