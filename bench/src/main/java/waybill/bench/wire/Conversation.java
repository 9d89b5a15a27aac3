package waybill.bench.wire;

import java.nio.ByteBuffer;

/** What one connection says and hears, one request at a time. Called by the client's one thread only. */
public interface Conversation {
    /** Answered by {@link #next} when there is nothing left to say. */
    long FINISHED = Long.MAX_VALUE;

    /** Answered by {@link #next} when only its {@link Line}, or the end of the time, can make it speak again. */
    long UNTIL_RUNG = FINISHED - 1;

    /**
     * Writes the next request into the buffer and returns {@code now}; or writes nothing and returns the later time at
     * which to ask again, {@link #UNTIL_RUNG}, or {@link #FINISHED}.
     *
     * @param now nanoseconds on the client's clock
     * @param closing true once the time is up: nothing new may begin, what has begun may end
     */
    long next(ByteBuffer request, long now, boolean closing);

    /** Hears the answer to the last request; times are nanoseconds on the client's clock. */
    void heard(Response response, long sentAt, long heardAt);

    /** The last request will have no answer; the next one goes over a new connection. */
    void lost(String how);
}
