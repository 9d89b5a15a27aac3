package waybill.server.data;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import waybill.engine.core.access.KeyText;
import waybill.engine.core.log.StoreFault;
import waybill.server.CannotStart;

/** {@code waybill apikey revoke}: from now on nobody gets in with it; running processes know it within five seconds. */
@Command(
        name = "revoke",
        description = "Revokes an API key, for ever; running processes refuse it within five seconds.",
        mixinStandardHelpOptions = true)
final class RevokeKeyCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "The id of the key, or the whole key.")
    private String named = "";

    @Mixin
    private ApiKeyCommand.Place place = new ApiKeyCommand.Place();

    @Override
    public Integer call() {
        String id = KeyText.parse(named)
                .map(KeyText::id)
                .orElseGet(() -> named.startsWith(KeyText.PREFIX) ? named.substring(KeyText.PREFIX.length()) : named);
        return place.with(tables -> {
            revoke(id, tables);
            System.out.println("The key " + id + " is revoked.");
            return 0;
        });
    }

    /** Wherever it can be revoked it is, even if one database is away. */
    private static void revoke(String id, KeyTables tables) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<String> away = new ArrayList<>();
        boolean[] found = {false};
        tables.all().forEach((role, keys) -> {
            try {
                found[0] |= keys.revoke(id, now);
            } catch (StoreFault fault) {
                away.add(role.service());
            }
        });
        if (!away.isEmpty()) {
            throw new CannotStart(
                    "The key is NOT revoked in the database of " + String.join(" and ", away)
                            + ", which is out of reach: repeat this.",
                    null);
        }
        if (!found[0]) {
            throw new CannotStart("There is no key " + (id.length() > 40 ? "of this id" : id) + ".", null);
        }
    }
}
