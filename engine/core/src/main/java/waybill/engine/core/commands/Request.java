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
}
