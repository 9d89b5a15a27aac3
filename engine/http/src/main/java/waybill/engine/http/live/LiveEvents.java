package waybill.engine.http.live;

import java.time.Duration;
import java.util.List;

/** What one client is told, asked for again and again by the thread that tells it. */
public interface LiveEvents extends AutoCloseable {
    /**
     * What has happened since the last call, in order; nothing twice, nothing left out. Waits up to this long for
     * something to happen; empty if nothing did, or if it was closed meanwhile.
     *
     * @throws RuntimeException to end the stream: the client goes on from the last event it has seen
     */
    List<LiveEvent> next(Duration patience) throws InterruptedException;

    /** Wakes up whoever waits: nobody listens any more. May be called by any thread, more than once. */
    @Override
    void close();
}
