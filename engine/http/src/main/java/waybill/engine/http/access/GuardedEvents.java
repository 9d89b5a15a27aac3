package waybill.engine.http.access;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import waybill.engine.http.Problem;
import waybill.engine.http.live.LiveEvent;
import waybill.engine.http.live.LiveEvents;

/**
 * Events for as long as the one who is told them may come in: a stream outlives tokens, and keys are revoked while it
 * goes on. Looked at before anything is told.
 */
final class GuardedEvents implements LiveEvents {
    private final LiveEvents events;
    private final Caller caller;
    private final Supplier<Recognized> again;

    GuardedEvents(LiveEvents events, Caller caller, Supplier<Recognized> again) {
        this.events = events;
        this.caller = caller;
        this.again = again;
    }

    @Override
    public List<LiveEvent> next(Duration patience) throws InterruptedException {
        List<LiveEvent> news = events.next(patience);
        if (!again.get().equals(new Recognized.As(caller))) {
            throw Problem.of("unauthenticated", "The credentials of the one who was told are not valid any more.")
                    .asException();
        }
        return news;
    }

    @Override
    public void close() {
        events.close();
    }
}
