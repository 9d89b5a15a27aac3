package waybill.bench.load;

import waybill.bench.wire.Conversation;

/** When a customer begins the next order. */
@FunctionalInterface
public interface Pace {
    /** As soon as the last is settled: a closed loop. */
    Pace AT_ONCE = (now, closing) -> closing ? Conversation.FINISHED : now;

    /**
     * When the next order begins, or should have begun: {@code now} or before; else a later time to be asked again, as
     * {@link Conversation#next} answers it.
     */
    long begin(long now, boolean closing);

    /** At once, until there were so many orders of all who share the pace. */
    static Pace untilSoMany(long orders) {
        return new Pace() {
            private long left = orders;

            @Override
            public long begin(long now, boolean closing) {
                return closing || left-- <= 0 ? Conversation.FINISHED : now;
            }
        };
    }
}
