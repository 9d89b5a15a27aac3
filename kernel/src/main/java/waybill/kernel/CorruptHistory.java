package waybill.kernel;

/** A recorded event cannot follow the state before it: the history is corrupt, or the code is wrong. Never caught. */
public final class CorruptHistory extends IllegalStateException {
    public CorruptHistory(Object state, Object event) {
        super("history is corrupt: " + event.getClass().getSimpleName() + " cannot follow "
                + state.getClass().getSimpleName());
    }
}
