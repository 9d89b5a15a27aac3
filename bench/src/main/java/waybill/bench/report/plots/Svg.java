package waybill.bench.report.plots;

import java.util.Locale;

/** A drawing that grows by one shape at a time; colors come from the classes of the page. */
public final class Svg {
    private final StringBuilder shapes = new StringBuilder();
    private final String title;
    private final double width;
    private final double height;

    /** An empty drawing that says to those who cannot see it what it shows. */
    Svg(String title, double width, double height) {
        this.title = title;
        this.width = width;
        this.height = height;
    }

    /** Text as it stands in HTML. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A filled box that says what it is when pointed at. */
    void box(String color, Box box, String says) {
        shapes.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\">"
                        + "<title>%s</title></rect>%n",
                color,
                box.x(),
                box.y(),
                Math.max(0, box.width()),
                box.height(),
                escape(says)));
    }

    /** A filled circle that says what it is when pointed at. */
    void dot(String color, Point at, double radius, String says) {
        shapes.append(String.format(
                Locale.ROOT,
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>%n",
                color,
                at.x(),
                at.y(),
                radius,
                escape(says)));
    }

    void line(String style, Point from, Point to) {
        shapes.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                style,
                from.x(),
                from.y(),
                to.x(),
                to.y()));
    }

    /** Text whose start, middle or end is at the point, as its style says. */
    void text(String style, Point at, String text) {
        shapes.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                style,
                at.x(),
                at.y(),
                escape(text)));
    }

    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\" style=\"max-width:%.0fpx\">%n",
                        width,
                        height,
                        escape(title),
                        width)
                + shapes
                + "</svg>\n";
    }

    /** A place in the drawing: to the right, and down. */
    record Point(double x, double y) {}

    /** An upright rectangle. */
    record Box(double x, double y, double width, double height) {}
}
