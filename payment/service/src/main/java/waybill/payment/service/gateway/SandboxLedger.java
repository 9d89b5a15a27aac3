package waybill.payment.service.gateway;

import java.util.List;
import java.util.Optional;
import waybill.kernel.TransactionId;

/** The sandbox gateway's books. They outlive the process, as a real gateway would. */
public interface SandboxLedger {
    /**
     * Writes the entries whose key is new and that are not too late, together or not at all; the first entry of a key
     * stays forever. The clock is looked at when nothing is left but to write, and is never proof: a process or a
     * database may stand still after that too. Whoever must know that nothing is written under a key writes under it
     * himself ({@link SandboxEntry#isClosed}): of two who write at once, one is told of the other.
     *
     * @return for each booking, in order, what the books now say under its key; empty if it came too late and nothing
     *     was written
     */
    List<Optional<SandboxEntry>> record(List<SandboxBooking> bookings);

    /** What the books say under this key. */
    Optional<SandboxEntry> find(TransactionId key);

    /** Everything about this authorization, itself included, in the order of the keys; empty if there is none. */
    List<SandboxEntry> about(TransactionId authorization);

    /**
     * Up to {@code limit} entries in the order of their keys, those after this key, or from the first; without keys
     * that are only closed.
     */
    List<SandboxEntry> list(Optional<TransactionId> after, int limit);
}
