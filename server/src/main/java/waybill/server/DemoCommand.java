package waybill.server;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import waybill.server.demo.Demo;
import waybill.server.settings.Settings;

/** {@code waybill demo}: the same as run, with a catalog and some orders placed through the public API. */
@Command(
        name = "demo",
        description = "Starts everything, loads a catalog of 200 products with stock and places some orders.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options = new RunOptions();

    @Option(names = "--then-stop", description = "Stops again when the orders are placed.")
    private boolean thenStop;

    @Override
    public Integer call() {
        Settings settings = options.settings();
        if (settings.access().isOn()) {
            throw new CannotStart(
                    "The demonstration shows no credentials: leave out the settings of waybill.access.", null);
        }
        Waybill waybill = Waybill.start(options.host(), options.port(), options.data(), settings);
        Stopping stopping = Stopping.onSignal(waybill);
        boolean asExpected;
        try {
            asExpected = Demo.load(waybill.address(), System.out);
        } catch (RuntimeException failed) {
            stopping.failed();
            throw failed;
        }
        if (thenStop) {
            if (!asExpected) {
                stopping.failed();
            }
            return 0;
        }
        Announcing.started(waybill);
        return stopping.await();
    }
}
