package waybill.bench.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them. */
final class Units {
    static final double MEGABYTE = 1024 * 1024;
    static final String NOTHING = "-";

    private static final double FEW = 100;

    private Units() {}

    /** Without decimals, thousands apart. */
    static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /** With one decimal below a hundred. */
    static String millis(double millis) {
        return String.format(Locale.ROOT, millis < FEW ? "%.1f" : "%,.0f", millis);
    }

    static String times(@Nullable Double ratio) {
        return ratio == null ? NOTHING : String.format(Locale.ROOT, "%.2f", ratio);
    }

    static String megabytes(long bytes) {
        return whole(bytes / MEGABYTE);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
