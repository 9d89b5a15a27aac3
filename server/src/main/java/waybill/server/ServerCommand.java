package waybill.server;

import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import waybill.server.settings.BadSettings;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;

/** {@code waybill server}: some services or all of them, on databases that are given, until it is told to stop. */
@Command(
        name = "server",
        description = "Starts the services that --roles names, on the databases that the settings name,"
                + " or on an embedded PostgreSQL if they name none.",
        mixinStandardHelpOptions = true)
final class ServerCommand implements Callable<Integer> {
    @Option(
            names = "--roles",
            description =
                    "The services of this process, separated by commas (WAYBILL_ROLES; all of them); or auditor, which"
                            + " runs none and audits all.",
            defaultValue = "${env:WAYBILL_ROLES:-order,inventory,payment}")
    private String roles = "";

    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        Waybill.Plan plan = plan();
        Waybill waybill = Waybill.start(plan);
        Stopping stopping = Stopping.onSignal(waybill);
        if (plan.hasOwnStorage()) {
            // Else standard output belongs to the logs, and they say it.
            Announcing.started(waybill);
        }
        return stopping.await();
    }

    private Waybill.Plan plan() {
        try {
            Set<Role> chosen = Role.parse(roles);
            Settings settings = options.anySettings();
            settings.mustSuit(chosen);
            return new Waybill.Plan(chosen, options.host(), options.port(), options.data(), settings);
        } catch (BadSettings reason) {
            throw new CannotStart(String.valueOf(reason.getMessage()), reason);
        }
    }
}
