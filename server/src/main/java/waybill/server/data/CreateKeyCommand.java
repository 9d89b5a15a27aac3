package waybill.server.data;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import waybill.engine.core.access.ApiKey;
import waybill.engine.core.access.ApiKeys;
import waybill.engine.core.access.KeyText;
import waybill.engine.core.log.StoreFault;
import waybill.engine.http.access.Scope;
import waybill.server.CannotStart;

/** {@code waybill apikey create}: the only time that anybody sees the whole key. */
@Command(
        name = "create",
        description = "Makes an API key and shows it, this once: only a digest of it is kept.",
        mixinStandardHelpOptions = true)
final class CreateKeyCommand implements Callable<Integer> {
    private static final int NAME_LENGTH_MAX = 100;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Who will have it.")
    private String name = "";

    @Option(
            names = "--scopes",
            required = true,
            paramLabel = "SCOPE,…",
            description = "What it may do: orders:read, orders:write, the same of inventory, payments and ops.")
    private String scopes = "";

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description = "A period such as P90D, or a moment such as 2030-01-01T00:00:00Z; never if left out.")
    private @Nullable String expires;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "A file with a key that was made elsewhere, to be known from now on; it is not shown."
                    + " Said again it changes nothing.")
    private @Nullable Path keyFile;

    @Mixin
    private ApiKeyCommand.Place place = new ApiKeyCommand.Place();

    @Override
    public Integer call() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        KeyText text = keyFile == null ? KeyText.fresh(new SecureRandom()) : GivenKey.in(keyFile);
        ApiKey key = new ApiKey(text.id(), checkedName(), checkedScopes(), text.digest(), now, end(now), null);
        if (keyFile != null) {
            return place.with(tables -> GivenKey.keep(key, tables));
        }
        return place.with(tables -> {
            add(key, tables);
            System.out.println("The key " + key.id() + " of " + key.name() + " may "
                    + key.scopes().stream().sorted().collect(Collectors.joining(" "))
                    + (key.expiresAt() == null ? " until it is revoked." : " until " + key.expiresAt() + ".")
                    + " It is shown only now:");
            System.out.println(text.reveal());
            return 0;
        });
    }

    /** In every database or in none: what got in before one failed is revoked again, and nobody has its secret. */
    private static void add(ApiKey key, KeyTables tables) {
        List<ApiKeys> added = new ArrayList<>();
        try {
            for (ApiKeys table : tables.all().values()) {
                table.add(key);
                added.add(table);
            }
        } catch (StoreFault away) {
            added.forEach(table -> table.revoke(key.id(), key.createdAt()));
            throw away;
        }
    }

    private String checkedName() {
        boolean readable = name.codePoints().noneMatch(Character::isISOControl);
        if (name.isBlank() || name.length() > NAME_LENGTH_MAX || !readable) {
            throw new CannotStart("--name must be 1 to " + NAME_LENGTH_MAX + " readable characters.", null);
        }
        return name.strip();
    }

    private Set<String> checkedScopes() {
        Set<String> asked = new TreeSet<>();
        for (String label : scopes.split("[, ]+", -1)) {
            Optional<Scope> scope = Scope.named(label);
            asked.add(scope.map(Scope::label).orElseThrow(() -> unknown(label)));
        }
        return asked;
    }

    private static CannotStart unknown(String label) {
        String all = Arrays.stream(Scope.values()).map(Scope::label).collect(Collectors.joining(", "));
        return new CannotStart("There is no scope \"" + label + "\"; there are " + all + ".", null);
    }

    private @Nullable Instant end(Instant now) {
        if (expires == null) {
            return null;
        }
        Instant end = expires.startsWith("P") ? after(now, expires) : moment(expires);
        if (end == null || !end.isAfter(now)) {
            throw new CannotStart(
                    "--expires must be a period such as P90D or a moment to come such as 2030-01-01T00:00:00Z, not "
                            + expires + ".",
                    null);
        }
        return end.truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable Instant after(Instant now, String period) {
        try {
            return now.atOffset(ZoneOffset.UTC).plus(Period.parse(period)).toInstant();
        } catch (DateTimeException notOne) {
            return null;
        }
    }

    private static @Nullable Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notOne) {
            return null;
        }
    }
}
