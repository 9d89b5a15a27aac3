package waybill.bench.wire;

/** The server sent bytes that are not one HTTP/1.1 answer; the connection is of no more use. */
public final class MalformedAnswer extends RuntimeException {
    /** Says what is wrong with the bytes. */
    public MalformedAnswer(String what) {
        super(what);
    }
}
