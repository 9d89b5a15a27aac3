package waybill.bench.report.plots;

import java.util.List;
import java.util.function.DoubleFunction;

/** The paper of a plot with one row for each scenario: names on the left, numbers along the top. */
final class RowPlot {
    static final double ROW = 26;

    private static final double NAMES = 320;
    private static final double PLOT = 560;
    private static final double REMARKS = 160;
    private static final double TOP = 28;
    private static final double GAP = 10;
    private static final double BASELINE = 4;

    private final Svg svg;
    private final Axis axis;
    private final double bottom;

    RowPlot(String title, List<String> names, Axis axis, DoubleFunction<String> form) {
        this.bottom = TOP + names.size() * ROW;
        this.svg = new Svg(title, NAMES + PLOT + REMARKS, bottom + GAP);
        this.axis = axis;
        for (double mark : axis.marks()) {
            svg.line("grid", new Svg.Point(x(mark), TOP), new Svg.Point(x(mark), bottom));
            svg.text("mark middle", new Svg.Point(x(mark), TOP - GAP), form.apply(mark));
        }
        for (int row = 0; row < names.size(); row++) {
            svg.text("name end", new Svg.Point(NAMES - GAP, middle(row) + BASELINE), names.get(row));
        }
    }

    double x(double value) {
        return NAMES + axis.share(value) * PLOT;
    }

    /** The height of the middle of a row. */
    double middle(int row) {
        return TOP + (row + 0.5) * ROW;
    }

    /** A line across all rows at a value that matters. */
    void mark(double value, String what) {
        svg.line("target", new Svg.Point(x(value), TOP), new Svg.Point(x(value), bottom));
        svg.text("target-name", new Svg.Point(x(value) + BASELINE, bottom + BASELINE), what);
    }

    /** Words right of something at this value. */
    void remark(int row, double value, String words) {
        svg.text("remark", new Svg.Point(x(value) + GAP, middle(row) + BASELINE), words);
    }

    Svg svg() {
        return svg;
    }
}
