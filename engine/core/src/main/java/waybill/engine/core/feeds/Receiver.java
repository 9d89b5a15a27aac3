package waybill.engine.core.feeds;

/** Takes what a transport delivers. */
@FunctionalInterface
public interface Receiver<A> {
    /** Takes one envelope; blocks while too many are under way, which is how it pushes back. */
    void receive(Envelope<A> envelope) throws InterruptedException;
}
