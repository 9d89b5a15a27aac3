package waybill.engine.core.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import waybill.engine.core.relay.RelayLease;
import waybill.engine.core.relay.RelayLeases;

/** The lease of a relay in memory: the same promises as the real one, but for durability. */
public final class InMemoryRelayLeases implements RelayLeases {
    private final InstantSource clock;
    private String holder = "";
    private long epoch;
    private Instant until = Instant.MIN;
    private List<Long> published;

    /** Nobody has it, and nothing of so many shards is published. */
    public InMemoryRelayLeases(InstantSource clock, int shards) {
        this.clock = clock;
        this.published = Collections.nCopies(shards, 0L);
    }

    @Override
    public synchronized Optional<RelayLease> take(String asking, Duration span) {
        Instant now = clock.instant();
        if (until.isAfter(now) && !asking.equals(holder)) {
            return Optional.empty();
        }
        holder = asking;
        until = now.plus(span);
        epoch++;
        return Optional.of(new RelayLease(holder, epoch, published));
    }

    @Override
    public synchronized boolean keep(RelayLease lease, List<Long> positions, Duration span) {
        if (lease.epoch() != epoch) {
            return false;
        }
        published = List.copyOf(positions);
        until = clock.instant().plus(span);
        return true;
    }

    @Override
    public boolean release(RelayLease lease, List<Long> positions) {
        return keep(lease, positions, Duration.ZERO);
    }
}
