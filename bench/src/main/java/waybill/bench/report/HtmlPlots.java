package waybill.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import waybill.bench.host.Memory;
import waybill.bench.report.plots.Bars;
import waybill.bench.report.plots.Curve;
import waybill.bench.report.plots.Ranges;

/** What the numbers look like. */
final class HtmlPlots {
    private static final String ORDERS = "orders";
    private static final String ORDERS_BEFORE = "orders before";
    private static final double TIMES_A1_WANTED = 3;

    private final List<Outcome> outcomes;

    HtmlPlots(List<Outcome> outcomes) {
        this.outcomes = outcomes;
    }

    /** Orders per second against the anchors. */
    String rates() {
        List<Bars.Bar> bars = new ArrayList<>();
        Map<String, Double> marks = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            Result result = outcome.median();
            if (result.unit().equals(ORDERS)) {
                bars.add(new Bars.Bar(
                        name(result),
                        List.of(new Bars.Piece(color(outcome), "per second", result.perSecond())),
                        rate(outcome)));
            }
            if (outcome.key().equals("a1")) {
                marks.put("3 × A1", TIMES_A1_WANTED * result.perSecond());
            }
        }
        return Bars.draw("Orders per second", bars, marks, Units::whole);
    }

    private static String rate(Outcome outcome) {
        String rate = Units.whole(outcome.median().perSecond());
        return outcome.timesA1() == null || outcome.key().equals("a1")
                ? rate
                : rate + " (" + Units.times(outcome.timesA1()) + " × A1)";
    }

    /** Percentiles of the answer and of the time to CONFIRMED. */
    String latencies() {
        List<Ranges.Row> rows = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Result result = outcome.median();
            List<Ranges.Range> ranges = new ArrayList<>();
            if (result.answer().count() > 0) {
                ranges.add(range("answer", "answer", result.answer()));
            }
            if (result.confirmation().count() > 0) {
                ranges.add(
                        outcome.isAnchor()
                                ? range("anchor", "last commit", result.confirmation())
                                : range("confirmed", "to CONFIRMED", result.confirmation()));
            }
            rows.add(new Ranges.Row(name(result), ranges));
        }
        return Ranges.draw("Latencies", rows, HtmlPlots::duration);
    }

    private static Ranges.Range range(String color, String name, Latency latency) {
        return new Ranges.Range(color, name, latency.p50Millis(), latency.p99Millis(), latency.p999Millis());
    }

    private static String duration(double millis) {
        if (millis >= 1000) {
            return String.format(Locale.ROOT, millis % 1000 == 0 ? "%.0f s" : "%.1f s", millis / 1000);
        }
        return String.format(Locale.ROOT, millis < 1 ? "%.2g ms" : millis < 10 ? "%.1f ms" : "%.0f ms", millis)
                .replace(".0 ms", " ms");
    }

    /** CPU by process. */
    String cpu() {
        List<Bars.Bar> bars = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Cost cost = outcome.median().cost();
            CpuPerOrder cpu = cost == null ? null : cost.cpu();
            if (cpu != null) {
                List<Bars.Piece> pieces = List.of(
                        new Bars.Piece("server", "server", cpu.serverMicros()),
                        new Bars.Piece("postgres", "PostgreSQL", cpu.postgresMicros()),
                        new Bars.Piece("client", "client", cpu.clientMicros()));
                double all = cpu.serverMicros() + cpu.postgresMicros() + cpu.clientMicros();
                bars.add(new Bars.Bar(name(outcome.median()), pieces, Units.whole(all) + " µs"));
            }
        }
        return bars.isEmpty() ? "" : Bars.draw("CPU by process", bars, Map.of(), Units::whole);
    }

    /** Bytes of PostgreSQL's log. */
    String wal() {
        List<Bars.Bar> bars = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            Cost cost = outcome.median().cost();
            if (cost != null && outcome.median().unit().equals(ORDERS)) {
                bars.add(new Bars.Bar(
                        name(outcome.median()),
                        List.of(new Bars.Piece(color(outcome), "bytes", cost.walBytes())),
                        Units.whole(cost.walBytes())));
            }
        }
        return bars.isEmpty() ? "" : Bars.draw("Bytes of WAL per order", bars, Map.of(), Units::whole);
    }

    /** Throughput and memory by how many orders there were before; nothing without at least two marks. */
    String growth() {
        List<Result> grown = outcomes.stream()
                .map(Outcome::median)
                .filter(result -> result.counts().getOrDefault(ORDERS_BEFORE, 0L) > 0)
                .toList();
        if (grown.size() < 2) {
            return "";
        }
        return "<div class=\"growth\">"
                + curve("Orders per second", grown, Result::perSecond)
                + curve("MB resident: server and PostgreSQL", grown, HtmlPlots::residentMegabytes)
                + "</div>\n";
    }

    private static String curve(String title, List<Result> grown, ToDoubleFunction<Result> what) {
        List<Curve.At> points = grown.stream()
                .map(result ->
                        new Curve.At(result.counts().getOrDefault(ORDERS_BEFORE, 0L), what.applyAsDouble(result)))
                .toList();
        return Curve.draw(title, "orders in the database", points, Units::whole);
    }

    private static double residentMegabytes(Result result) {
        Cost cost = result.cost();
        Memory memory = cost == null ? null : cost.memory();
        return memory == null ? 0 : (memory.serverResidentBytes() + memory.postgresBytes()) / Units.MEGABYTE;
    }

    private static String name(Result result) {
        return result.scenario() + " · " + result.connections();
    }

    private static String color(Outcome outcome) {
        return outcome.isAnchor() ? "anchor" : "waybill";
    }
}
