package waybill.engine.http.server;

import org.jspecify.annotations.Nullable;

/** The server cannot listen where it is told to: the port is taken, or the address is not this machine's. */
public final class CannotListen extends RuntimeException {
    public CannotListen(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
