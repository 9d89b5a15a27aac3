package waybill.engine.core.commands;

/** Too many requests wait already; nothing was queued. Come back later. */
public final class Overloaded extends RuntimeException {
    public Overloaded() {
        super("the command queue is full");
    }
}
