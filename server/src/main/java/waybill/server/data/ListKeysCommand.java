package waybill.server.data;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import waybill.engine.core.access.ApiKey;
import waybill.server.settings.Role;

/** {@code waybill apikey list}: every key that ever was, one a line; never a secret, which nobody has. */
@Command(name = "list", description = "Lists all API keys, the oldest first.", mixinStandardHelpOptions = true)
final class ListKeysCommand implements Callable<Integer> {
    @Mixin
    private ApiKeyCommand.Place place = new ApiKeyCommand.Place();

    @Override
    public Integer call() {
        return place.with(tables -> {
            lines(tables, Instant.now()).forEach(System.out::println);
            return 0;
        });
    }

    private static List<String> lines(KeyTables tables, Instant now) {
        Map<String, Map<Role, ApiKey>> byId = new LinkedHashMap<>();
        tables.all()
                .forEach((role, keys) -> keys.all()
                        .forEach(key -> byId.computeIfAbsent(key.id(), _ -> new LinkedHashMap<>())
                                .put(role, key)));
        List<String> lines = new ArrayList<>();
        byId.values().forEach(copies -> lines.add(line(copies, tables.all().size(), now)));
        return lines.isEmpty() ? List.of("There are no API keys.") : lines;
    }

    private static String line(Map<Role, ApiKey> copies, int services, Instant now) {
        ApiKey key = copies.values().iterator().next();
        List<String> states = copies.values().stream()
                .map(copy -> state(copy, now))
                .distinct()
                .toList();
        boolean same = states.size() == 1 && copies.size() == services;
        String state = same
                ? states.getFirst()
                : copies.entrySet().stream()
                        .map(copy -> copy.getKey().service() + ": " + state(copy.getValue(), now))
                        .collect(Collectors.joining("; ", "not the same everywhere, revoke it (", ")"));
        return String.join(
                "  ",
                key.id(),
                key.scopes().stream().sorted().collect(Collectors.joining(",")),
                "made " + key.createdAt(),
                state,
                key.name());
    }

    private static String state(ApiKey key, Instant now) {
        if (key.revokedAt() != null) {
            return "revoked " + key.revokedAt();
        }
        Instant end = key.expiresAt();
        if (end == null) {
            return "valid";
        }
        return (now.isBefore(end) ? "valid until " : "expired ") + end;
    }
}
