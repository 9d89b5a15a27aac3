package waybill.engine.core.time;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;

/** UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, then random bits; ordered by time of making. */
public final class TimedIds implements IdSource {
    private final InstantSource clock;
    private final LongSupplier random;

    /** Ids stamped by this clock, filled from this source of random bits. */
    public TimedIds(InstantSource clock, LongSupplier random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID next() {
        long high = (clock.millis() << 16) | 0x7000L | (random.getAsLong() & 0xFFFL);
        long low = (random.getAsLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
