package waybill.bench.host;

/**
 * The server could not be found, did not start or did not stop; the message is a sentence for the person who ran it.
 */
public final class ServerFailed extends RuntimeException {
    /** Says what failed. */
    public ServerFailed(String what) {
        super(what);
    }
}
