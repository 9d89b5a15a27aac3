package waybill.engine.postgres.chain;

/** A log cannot be read at all; the message is one sentence for the user. */
public final class UnreadableLog extends RuntimeException {
    UnreadableLog(String log, Throwable cause) {
        super("The " + log + " log cannot be read: " + cause.getMessage() + ".", cause);
    }
}
