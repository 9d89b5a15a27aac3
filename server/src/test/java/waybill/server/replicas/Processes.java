package waybill.server.replicas;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import waybill.engine.postgres.DatabaseAddress;
import waybill.engine.postgres.embedded.TemporaryPostgres;
import waybill.server.Waybill;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;
import waybill.server.storage.FreshStorage;

/** Whole processes of all roles on the same databases, as operators start and stop them. */
final class Processes {
    private final Map<Role, DatabaseAddress> databases = new EnumMap<>(Role.class);
    private final Path folder;

    /** On fresh databases; {@code folder} is theirs, and stays empty. */
    Processes(Path folder) {
        this.folder = folder;
        for (Role role : Role.values()) {
            databases.put(role, TemporaryPostgres.freshDatabase());
        }
    }

    /** One more. It goes on serving for a second after it was told to stop, until everybody has noticed. */
    Waybill start() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "WAYBILL_PERSONAL_DATA_MASTER_KEY", FreshStorage.MASTER_KEY,
                "WAYBILL_ORDER_STOCK_CHECK_TIME", "PT10S",
                "WAYBILL_RESILIENCE_INVENTORY_TIMEOUT", "PT10S",
                "WAYBILL_STOP_GRACE", "PT1S"));
        databases.forEach((role, address) -> {
            String prefix = "WAYBILL_DATABASE_" + role.name().toUpperCase(Locale.ROOT);
            environment.put(prefix + "_URL", address.url());
            environment.put(prefix + "_USER", address.user());
            environment.put(prefix + "_PASSWORD", address.password());
        });
        Settings settings = Settings.read(null, environment);
        return Waybill.start(new Waybill.Plan(Role.all(), "127.0.0.1", 0, folder.resolve("data"), settings));
    }
}
