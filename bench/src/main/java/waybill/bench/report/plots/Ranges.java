package waybill.bench.report.plots;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/** How long things took, by powers of ten: from the middle one to the slowest in a thousand. */
public final class Ranges {
    private static final double APART = 9;
    private static final double DOT = 4;
    private static final double SMALL_DOT = 2.5;

    /** From the middle to the slow ones, in the color of this class. */
    public record Range(String color, String name, double p50, double p99, double p999) {
        private DoubleStream values() {
            return DoubleStream.of(p50, p99, p999);
        }
    }

    /** The ranges of one scenario, drawn one below the other. */
    public record Row(String name, List<Range> ranges) {}

    private Ranges() {}

    /** Draws them; values of 0 are drawn at the left end. */
    public static String draw(String title, List<Row> rows, DoubleFunction<String> form) {
        double[] values = rows.stream()
                .flatMap(row -> row.ranges().stream())
                .flatMapToDouble(Range::values)
                .filter(value -> value > 0)
                .toArray();
        Axis axis = Axis.logarithmic(
                DoubleStream.of(values).min().orElse(1),
                DoubleStream.of(values).max().orElse(1));
        RowPlot plot = new RowPlot(title, rows.stream().map(Row::name).toList(), axis, form);
        for (int row = 0; row < rows.size(); row++) {
            List<Range> ranges = rows.get(row).ranges();
            for (int i = 0; i < ranges.size(); i++) {
                double y = plot.middle(row) + (i - (ranges.size() - 1) / 2.0) * APART;
                draw(plot, ranges.get(i), y, form);
            }
        }
        return plot.svg().toString();
    }

    private static void draw(RowPlot plot, Range range, double y, DoubleFunction<String> form) {
        Svg svg = plot.svg();
        svg.line(
                range.color() + " range",
                new Svg.Point(plot.x(range.p50()), y),
                new Svg.Point(plot.x(range.p999()), y));
        svg.dot(range.color(), at(plot, range.p50(), y), SMALL_DOT, range.name() + " p50: " + form.apply(range.p50()));
        svg.dot(range.color(), at(plot, range.p99(), y), DOT, range.name() + " p99: " + form.apply(range.p99()));
        svg.box(
                range.color(),
                new Svg.Box(plot.x(range.p999()) - 1, y - DOT, 2, 2 * DOT),
                range.name() + " p99.9: " + form.apply(range.p999()));
    }

    private static Svg.Point at(RowPlot plot, double value, double y) {
        return new Svg.Point(plot.x(value), y);
    }
}
