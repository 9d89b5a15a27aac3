package waybill.engine.core.commands;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Origin;
import waybill.engine.core.log.StreamId;

/**
 * A command somebody waits for.
 *
 * @param fresh whether the stream's name was just made, so that nothing can be there to read
 * @param keyed its idempotency key, if it has one
 * @param expected the version the stream must have, or nothing is done and the caller gets a {@link VersionMismatch}
 */
public record Request<S, C, R>(
        StreamId stream,
        boolean fresh,
        C command,
        Origin origin,
        @Nullable Keyed<S, R> keyed,
        OptionalLong expected) {
    /** Whatever version the stream has. */
    public Request(StreamId stream, boolean fresh, C command, Origin origin, @Nullable Keyed<S, R> keyed) {
        this(stream, fresh, command, origin, keyed, OptionalLong.empty());
    }

    /** Within the batch, so that nobody can write between the look and the decision. */
    void requireVersion(long version) {
        if (expected.isPresent() && expected.getAsLong() != version) {
            throw new VersionMismatch(version);
        }
    }

    /**
     * The stream has another version than the caller has seen; nothing was decided, and nothing is kept with the key.
     */
    public static final class VersionMismatch extends RuntimeException {
        private final long version;

        private VersionMismatch(long version) {
            super("the stream has version " + version);
            this.version = version;
        }

        /** The version it has. */
        public long version() {
            return version;
        }
    }
}
