package waybill.auditor.books;

/** A database could not be read: that says nothing about what stands in it. */
public final class UnreadableBook extends RuntimeException {
    UnreadableBook(String service, Exception cause) {
        super("The database of " + service + " cannot be read: " + cause.getMessage(), cause);
    }
}
