package waybill.bench.report.plots;

import java.util.List;
import java.util.function.DoubleFunction;

/** How one number depends on another that grows by powers of ten. */
public final class Curve {
    private static final double WIDTH = 460;
    private static final double HEIGHT = 240;
    private static final double LEFT = 70;
    private static final double RIGHT = 30;
    private static final double TOP = 34;
    private static final double BOTTOM = 44;
    private static final double GAP = 8;
    private static final double DOT = 4;

    /** One measurement. */
    public record At(double x, double y) {}

    private final Svg svg;
    private final Axis along;
    private final Axis up;

    private Curve(String title, List<At> points) {
        this.svg = new Svg(title, WIDTH, HEIGHT);
        this.along = Axis.logarithmic(
                points.stream().mapToDouble(At::x).min().orElse(1),
                points.stream().mapToDouble(At::x).max().orElse(1));
        this.up = Axis.linear(points.stream().mapToDouble(At::y).max().orElse(1));
        svg.text("caption", new Svg.Point(LEFT, TOP / 2), title);
    }

    /** Draws the points in their order, joined by lines; {@code below} says what grows. */
    public static String draw(String title, String below, List<At> points, DoubleFunction<String> form) {
        Curve curve = new Curve(title, points);
        curve.paper(below, form);
        for (int i = 1; i < points.size(); i++) {
            curve.svg.line("waybill range", curve.place(points.get(i - 1)), curve.place(points.get(i)));
        }
        for (At point : points) {
            curve.svg.dot("waybill", curve.place(point), DOT, form.apply(point.x()) + ": " + form.apply(point.y()));
            Svg.Point place = curve.place(point);
            curve.svg.text("remark middle", new Svg.Point(place.x(), place.y() - GAP), form.apply(point.y()));
        }
        return curve.svg.toString();
    }

    private void paper(String below, DoubleFunction<String> form) {
        for (double mark : up.marks()) {
            double y = y(mark);
            svg.line("grid", new Svg.Point(LEFT, y), new Svg.Point(WIDTH - RIGHT, y));
            svg.text("mark end", new Svg.Point(LEFT - GAP, y + DOT), form.apply(mark));
        }
        for (double mark : along.marks()) {
            svg.text("mark middle", new Svg.Point(x(mark), HEIGHT - BOTTOM + 2 * GAP), form.apply(mark));
        }
        svg.text("mark middle", new Svg.Point((LEFT + WIDTH - RIGHT) / 2, HEIGHT - GAP), below);
    }

    private Svg.Point place(At point) {
        return new Svg.Point(x(point.x()), y(point.y()));
    }

    private double x(double value) {
        return LEFT + along.share(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - up.share(value) * (HEIGHT - TOP - BOTTOM);
    }
}
