package waybill.engine.core.feeds;

import waybill.engine.core.log.StoreFault;

/** Where a subscriber is in a source. */
@FunctionalInterface
public interface Checkpoints {
    /**
     * The last applied position of each shard of the source, by now: other replicas of the subscriber apply as well.
     *
     * @throws StoreFault if it cannot be known now
     */
    long[] now();
}
