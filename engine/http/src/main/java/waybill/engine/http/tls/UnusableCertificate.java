package waybill.engine.http.tls;

import org.jspecify.annotations.Nullable;

/** A certificate or its key cannot be used; the message is one sentence that says which and why, and never the key. */
public final class UnusableCertificate extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableCertificate(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
