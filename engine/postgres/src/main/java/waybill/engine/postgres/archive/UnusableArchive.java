package waybill.engine.postgres.archive;

import org.jspecify.annotations.Nullable;

/** It cannot be exported or imported; the message is one sentence for the user. */
public final class UnusableArchive extends RuntimeException {
    UnusableArchive(String sentence) {
        this(sentence, null);
    }

    UnusableArchive(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
