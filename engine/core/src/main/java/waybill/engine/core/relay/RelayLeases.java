package waybill.engine.core.relay;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import waybill.engine.core.log.StoreFault;

/**
 * The lease of a service's relay, in the service's own database, whose clock counts. Every implementation passes
 * {@code RelayLeasesContract}. All methods throw {@link StoreFault}.
 */
public interface RelayLeases {
    /**
     * Takes the lease under a new epoch, if nobody else has it or it has run out.
     *
     * @param span how long it is good unless it is kept
     */
    Optional<RelayLease> take(String holder, Duration span);

    /**
     * Writes down how far it has come and has the lease last so long from now. False if it is somebody else's: nothing
     * is written then.
     */
    boolean keep(RelayLease lease, List<Long> published, Duration span);

    /** The same for the last time: whoever wants the lease can have it at once. */
    boolean release(RelayLease lease, List<Long> published);
}
