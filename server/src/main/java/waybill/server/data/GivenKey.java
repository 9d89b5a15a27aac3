package waybill.server.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import waybill.engine.core.access.ApiKey;
import waybill.engine.core.access.ApiKeys;
import waybill.engine.core.access.KeyText;
import waybill.server.CannotStart;

/**
 * A key that is a secret of the platform before any service has heard of it. Whoever rolls out says it again each time,
 * so what is known already stays as it is: a key that was revoked must not come back with the next rollout.
 */
final class GivenKey {
    private GivenKey() {}

    /** The key in a file. */
    static KeyText in(Path file) {
        try {
            return KeyText.parse(Files.readString(file).strip())
                    .orElseThrow(() -> new CannotStart(
                            "There is no API key in " + file
                                    + ": it is wbk_, 16 hexadecimal digits, _ and 43 characters" + " of base64url.",
                            null));
        } catch (IOException unreadable) {
            throw new CannotStart("The key file " + file + " cannot be read.", unreadable);
        }
    }

    /** Keeps it in every database; what was kept before a failure stays, because the repetition completes it. */
    static int keep(ApiKey given, KeyTables tables) {
        for (ApiKeys table : tables.all().values()) {
            table.add(given);
            ApiKey kept = table.all().stream()
                    .filter(key -> key.id().equals(given.id()))
                    .findFirst()
                    .orElse(given);
            mustBeTheSame(given, kept);
        }
        System.out.println("The key " + given.id() + " of " + given.name() + " may "
                + given.scopes().stream().sorted().collect(Collectors.joining(" ")) + ".");
        return 0;
    }

    private static void mustBeTheSame(ApiKey given, ApiKey kept) {
        if (kept.revokedAt() != null) {
            throw new CannotStart("The key " + given.id() + " was revoked; make another one.", null);
        }
        if (!kept.digest().equals(given.digest()) || !kept.scopes().equals(given.scopes())) {
            throw new CannotStart(
                    "There is a key " + given.id() + " already, with another secret or other scopes; make another one.",
                    null);
        }
    }
}
