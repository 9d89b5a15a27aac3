package waybill.engine.postgres.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL cannot run here; the message is one sentence for the person who can mend that. */
public final class EmbeddedPostgresException extends RuntimeException {
    EmbeddedPostgresException(String sentence) {
        super(sentence);
    }

    EmbeddedPostgresException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
