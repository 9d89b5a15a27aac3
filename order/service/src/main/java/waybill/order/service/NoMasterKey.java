package waybill.order.service;

/** There is no master key, or not the one that this database was begun with; the message is a sentence for a person. */
public final class NoMasterKey extends RuntimeException {
    /** Says so in one sentence. */
    public NoMasterKey(String sentence) {
        super(sentence);
    }
}
