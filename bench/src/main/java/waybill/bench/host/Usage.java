package waybill.bench.host;

import org.jspecify.annotations.Nullable;

/**
 * What a run took from the machine.
 *
 * @param costs CPU during the run; null where there is no {@code /proc}
 * @param walBytes bytes that PostgreSQL wrote to its log during the run
 * @param memory in use right after it; null where there is no {@code /proc}
 */
public record Usage(
        @Nullable ProcessCosts costs,
        long walBytes,
        @Nullable Memory memory) {}
