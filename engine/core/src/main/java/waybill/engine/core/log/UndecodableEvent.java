package waybill.engine.core.log;

import org.jspecify.annotations.Nullable;

/** Bytes that cannot be read as the event they claim to be: never skipped, always parked or fatal. */
public final class UndecodableEvent extends IllegalStateException {
    private final @Nullable Recorded<String> place;

    /** Thrown by a codec. */
    public UndecodableEvent(String type, Throwable cause) {
        super("cannot read an event of type " + type, cause);
        this.place = null;
    }

    /** Thrown by a store: where it is, with what is wrong in place of the event. */
    public UndecodableEvent(Recorded<String> place, UndecodableEvent cause) {
        super(cause.getMessage() + " at " + place.shard() + "/" + place.position(), cause);
        this.place = place;
    }

    /**
     * Where the event is.
     *
     * @throws UndecodableEvent itself, if no store said so
     */
    public Recorded<String> place() {
        if (place == null) {
            throw this;
        }
        return place;
    }
}
