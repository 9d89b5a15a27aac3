package waybill.server.data;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import waybill.engine.core.log.StoreFault;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.DatabaseAddress;
import waybill.server.CannotStart;
import waybill.server.settings.BadSettings;
import waybill.server.settings.DatabaseSettings;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;

/** {@code waybill migrate}: the tables of given databases as this version needs them, before it is started on them. */
@Command(
        name = "migrate",
        description = "Makes the tables of the databases that the settings name, or brings them up to date, and ends."
                + " A service does the same when it starts; this is for doing it before the first one of a new version"
                + " does. Works while Waybill is running and while it is not.",
        mixinStandardHelpOptions = true)
public final class MigrateCommand implements Callable<Integer> {
    @Option(
            names = "--roles",
            description = "The services whose databases are meant, separated by commas (WAYBILL_ROLES; every one whose"
                    + " database is set).",
            defaultValue = "${env:WAYBILL_ROLES:-}")
    private String roles = "";

    @Option(
            names = "--config",
            description = "Properties file with the settings that name the databases (WAYBILL_CONFIG).",
            defaultValue = "${env:WAYBILL_CONFIG}")
    private @Nullable Path config;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            DatabaseSettings databases = Settings.read(config, System.getenv()).databases();
            if (databases.isEmpty()) {
                throw new CannotStart(
                        "No database is set. A data directory needs no migrate: it is brought up to date by what"
                                + " runs on it.",
                        null);
            }
            Set<Role> meant = roles.isBlank() ? databases.given().keySet() : Role.parse(roles);
            databases.mustSuit(meant);
            meant.stream().sorted().forEach(role -> migrate(role, databases.of(role)));
            return 0;
        } catch (BadSettings reason) {
            throw new CannotStart(String.valueOf(reason.getMessage()), reason);
        }
    }

    private void migrate(Role role, DatabaseAddress address) {
        try (Database database =
                new Database(role.service(), address, new Database.Sizes(2, 2), new SimpleMeterRegistry())) {
            ServiceDatabases.prepare(role, database);
        } catch (StoreFault away) {
            throw CannotStart.withoutDatabase(role.service(), address, away);
        }
        spec.commandLine().getOut().println("The database of " + role.service() + " (" + address + ") is up to date.");
    }
}
