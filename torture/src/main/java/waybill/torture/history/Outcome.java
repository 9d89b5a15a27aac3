package waybill.torture.history;

/** What a client knows after one try. */
public enum Outcome {
    /** It was done, or accepted. */
    OK,
    /** It was refused, for good. */
    FAIL,
    /** Nobody knows: no answer, or one that says to come again. */
    INFO
}
