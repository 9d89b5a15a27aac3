package waybill.payment.service.gateway;

import java.util.List;
import java.util.Optional;
import waybill.kernel.TransactionId;

/** The sandbox gateway's books. They outlive the process, as a real gateway would. */
public interface SandboxLedger {
    /**
     * Writes the entries whose key is new, together or not at all; the first entry of a key stays forever.
     *
     * @return for each entry, in order, what the books now say under its key
     */
    List<SandboxEntry> record(List<SandboxEntry> entries);

    /** What the books say under this key. */
    Optional<SandboxEntry> find(TransactionId key);

    /** Everything about this authorization, itself included, in the order of the keys; empty if there is none. */
    List<SandboxEntry> about(TransactionId authorization);

    /** Up to {@code limit} entries in the order of their keys, those after this key, or from the first. */
    List<SandboxEntry> list(Optional<TransactionId> after, int limit);
}
