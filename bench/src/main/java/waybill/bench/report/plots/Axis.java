package waybill.bench.report.plots;

import java.util.ArrayList;
import java.util.List;

/** Numbers along a line, evenly or by powers of ten, with round ones marked. */
final class Axis {
    private static final int MARKS = 5;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};
    private static final double BASE = 10;

    private final boolean logarithmic;
    private final double least;
    private final double most;
    private final double step;

    private Axis(boolean logarithmic, double least, double most, double step) {
        this.logarithmic = logarithmic;
        this.least = least;
        this.most = most;
        this.step = step;
    }

    /** From 0 to the next mark above the greatest value. */
    static Axis linear(double greatest) {
        double rough = Math.max(greatest, 1e-9) / MARKS;
        double power = Math.pow(BASE, Math.floor(Math.log10(rough)));
        double step = BASE * power;
        for (double round : ROUND) {
            if (round * power >= rough) {
                step = round * power;
                break;
            }
        }
        return new Axis(false, 0, Math.max(1, Math.ceil(greatest / step)) * step, step);
    }

    /** From the power of ten below the smallest value to the one above the greatest; both must be above 0. */
    static Axis logarithmic(double smallest, double greatest) {
        double from = Math.floor(Math.log10(smallest));
        double to = Math.max(from + 1, Math.ceil(Math.log10(greatest)));
        return new Axis(true, from, to, 1);
    }

    /** Where the value is, 0 to 1. */
    double share(double value) {
        double place = logarithmic ? Math.log10(Math.max(value, Math.pow(BASE, least))) : value;
        return (place - least) / (most - least);
    }

    /** The values worth a line. */
    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        long count = Math.round((most - least) / step);
        for (int mark = 0; mark <= count; mark++) {
            double place = least + mark * step;
            marks.add(logarithmic ? Math.pow(BASE, place) : place);
        }
        return marks;
    }
}
