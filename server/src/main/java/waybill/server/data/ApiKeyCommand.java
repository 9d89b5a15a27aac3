package waybill.server.data;

import java.nio.file.Path;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import waybill.engine.core.log.StoreFault;
import waybill.engine.postgres.embedded.EmbeddedPostgresException;
import waybill.server.CannotStart;
import waybill.server.settings.BadSettings;

/** {@code waybill apikey}: keys are made, listed and revoked, while Waybill is running or while it is not. */
@Command(
        name = "apikey",
        description = "Makes, lists and revokes API keys. Works while Waybill is running and while it is not.",
        mixinStandardHelpOptions = true,
        subcommands = {CreateKeyCommand.class, ListKeysCommand.class, RevokeKeyCommand.class})
public final class ApiKeyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    /** Where the keys are. */
    static final class Place {
        @Mixin
        private DataOption data = new DataOption();

        @Option(
                names = "--config",
                description = "Properties file with settings (WAYBILL_CONFIG): the databases, if they are elsewhere.",
                defaultValue = "${env:WAYBILL_CONFIG}")
        private @Nullable Path config;

        /** Does something with the keys of every service; whatever keeps it from that is said in one sentence. */
        int with(ToIntFunction<KeyTables> work) {
            try (KeyTables tables = KeyTables.of(data.directory(), config)) {
                return work.applyAsInt(tables);
            } catch (EmbeddedPostgresException | StoreFault | BadSettings reason) {
                throw new CannotStart(sentence(reason), reason);
            }
        }

        private static String sentence(RuntimeException reason) {
            String message = String.valueOf(reason.getMessage());
            return message.endsWith(".") ? message : message + ".";
        }
    }
}
