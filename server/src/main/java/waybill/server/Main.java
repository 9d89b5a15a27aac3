package waybill.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import waybill.server.data.ApiKeyCommand;
import waybill.server.data.ExportCommand;
import waybill.server.data.ForgetCommand;
import waybill.server.data.ImportCommand;
import waybill.server.data.MigrateCommand;
import waybill.server.data.RebuildCommand;
import waybill.server.data.VerifyCommand;

/** The command line of Waybill. */
@Command(
        name = "waybill",
        description = "An order management system.",
        mixinStandardHelpOptions = true,
        version = "Waybill " + Version.NUMBER,
        subcommands = {
            RunCommand.class,
            ServerCommand.class,
            DemoCommand.class,
            RebuildCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            ForgetCommand.class,
            ApiKeyCommand.class,
            MigrateCommand.class,
            VerifyCommand.class
        })
public final class Main implements Runnable {
    /** Read by the JDK when the first virtual thread is made. */
    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs a command and ends the process with its exit code: 0, or 1 after one sentence on standard error. */
    public static void main(String[] arguments) {
        leaveRoom();
        System.exit(commandLine().execute(arguments));
    }

    /**
     * Requests run on half of the processors, unless told otherwise: the lanes and the database want the other half,
     * and one carrier that is always busy serves more than two that wake each other (decision 22).
     */
    private static void leaveRoom() {
        if (System.getProperty(CARRIERS) == null) {
            int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
            System.setProperty(CARRIERS, Integer.toString(half));
        }
    }

    /** The whole command line. */
    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((mistake, _) -> {
                    mistake.getCommandLine().getErr().println(sentence(String.valueOf(mistake.getMessage())));
                    return 1;
                })
                .setExecutionExceptionHandler((failure, command, _) -> {
                    if (failure instanceof CannotStart reason) {
                        command.getErr().println(reason.getMessage());
                    } else {
                        failure.printStackTrace(command.getErr());
                    }
                    return 1;
                });
    }

    private static String sentence(String message) {
        return message.endsWith(".") ? message : message + ".";
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
