package waybill.engine.core.feeds;

import java.util.List;

/** Takes what a transport delivers. */
@FunctionalInterface
public interface Receiver<A> {
    /** Takes what was read at once, in order; blocks while too much is under way, which is how it pushes back. */
    void receive(List<Envelope<A>> envelopes) throws InterruptedException;
}
