package waybill.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code waybill run}: everything in one process, until it is told to stop. */
@Command(
        name = "run",
        description = "Starts all services in this process, on an embedded PostgreSQL.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options = new RunOptions();

    @Override
    public Integer call() {
        Waybill waybill = Waybill.start(options.host(), options.port(), options.data(), options.settings());
        Stopping stopping = Stopping.onSignal(waybill);
        Announcing.started(waybill);
        return stopping.await();
    }
}
