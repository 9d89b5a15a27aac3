package waybill.server;

import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.StoreFault;
import waybill.engine.postgres.DatabaseAddress;

/** Waybill cannot start, for a reason that its user can mend; the message is one sentence that says it. */
public final class CannotStart extends RuntimeException {
    /** For this reason. */
    public CannotStart(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** Because the database of a service cannot be used; what it says itself is the end of the sentence. */
    public static CannotStart withoutDatabase(String service, DatabaseAddress address, StoreFault away) {
        return new CannotStart(
                "The database of " + service + " (" + address + ") cannot be used: " + firstLine(rootOf(away)) + ".",
                away);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String firstLine(Throwable failure) {
        String line = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
