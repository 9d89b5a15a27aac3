package waybill.torture.ending;

/** The shop does not tell what there is, although nothing fails any more; the message says what was asked. */
public final class Unreadable extends RuntimeException {
    /** For this reason. */
    public Unreadable(String sentence) {
        super(sentence);
    }
}
