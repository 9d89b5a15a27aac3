package waybill.engine.core.relay;

import java.util.List;

/**
 * The right of one replica to publish, for a while.
 *
 * @param holder who has it, unique among all processes
 * @param epoch how often it was taken: whoever has a lower one has lost it
 * @param published the last position of each shard that is known to be published
 */
public record RelayLease(String holder, long epoch, List<Long> published) {
    public RelayLease {
        published = List.copyOf(published);
    }
}
