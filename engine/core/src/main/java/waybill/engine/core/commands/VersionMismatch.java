package waybill.engine.core.commands;

/** The stream has another version than the caller has seen; nothing was decided, and nothing is kept with the key. */
public final class VersionMismatch extends RuntimeException {
    private final long version;

    VersionMismatch(long version) {
        super("the stream has version " + version);
        this.version = version;
    }

    /** The version it has. */
    public long version() {
        return version;
    }
}
