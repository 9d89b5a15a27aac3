package waybill.server.settings;

/** What was set cannot be used; the message is one sentence for whoever set it, and never shows a secret. */
public final class BadSettings extends RuntimeException {
    BadSettings(String sentence) {
        super(sentence);
    }
}
