package waybill.bench.report.plots;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/** One bar for each scenario, made of one piece or of several. */
public final class Bars {
    private static final double THICK = 16;

    /** A piece of a bar, in the color of this class. */
    public record Piece(String color, String name, double value) {}

    /** A bar, and what stands right of it. */
    public record Bar(String name, List<Piece> pieces, String remark) {
        private double length() {
            return pieces.stream().mapToDouble(Piece::value).sum();
        }
    }

    private Bars() {}

    /** Draws them along an axis from 0, with lines at the values that matter. */
    public static String draw(String title, List<Bar> bars, Map<String, Double> marks, DoubleFunction<String> form) {
        double greatest = Math.max(
                bars.stream().mapToDouble(Bar::length).max().orElse(1),
                marks.values().stream().mapToDouble(Double::doubleValue).max().orElse(0));
        RowPlot plot = new RowPlot(title, bars.stream().map(Bar::name).toList(), Axis.linear(greatest), form);
        marks.forEach((what, value) -> plot.mark(value, what));
        for (int row = 0; row < bars.size(); row++) {
            Bar bar = bars.get(row);
            double begun = 0;
            for (Piece piece : bar.pieces()) {
                Svg.Box box = new Svg.Box(
                        plot.x(begun),
                        plot.middle(row) - THICK / 2,
                        plot.x(begun + piece.value()) - plot.x(begun),
                        THICK);
                plot.svg().box(piece.color(), box, bar.name() + ", " + piece.name() + ": " + form.apply(piece.value()));
                begun += piece.value();
            }
            plot.remark(row, begun, bar.remark());
        }
        return plot.svg().toString();
    }
}
