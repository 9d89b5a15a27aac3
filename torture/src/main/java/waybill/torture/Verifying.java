package waybill.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import waybill.bench.host.Program;
import waybill.torture.system.Waiting;
import waybill.torture.verdict.Audit;

/** Runs {@code waybill verify} on the databases: all laws, all chains, as a program of its own. */
final class Verifying {
    /** For how long nothing may have happened to an order before it is judged; by now, nothing happens to any. */
    private static final String GRACE = "PT3S";

    private static final int TIMES_MAX = 6;
    private static final int PAUSE_MILLIS = 3_000;
    private static final long MINUTES_MAX = 15;

    private final Program program;

    Verifying(Program program) {
        this.program = program;
    }

    /** Again while it leaves out orders in which something was still going on a moment ago. */
    Audit audit(Path data, Consumer<String> says) {
        Audit audit = once(data);
        for (int i = 1; i < TIMES_MAX && audit.leftOut(); i++) {
            says.accept("Verifying again: something was still going on a moment ago.");
            Waiting.pass(PAUSE_MILLIS);
            audit = once(data);
        }
        return audit;
    }

    private Audit once(Path data) {
        List<String> words = program.command("verify", "--data", data.toString(), "--grace", GRACE);
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_"));
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return Audit.read(process.exitValue(), said);
        } catch (IOException failure) {
            throw new UncheckedIOException("waybill verify cannot be run", failure);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return Audit.read(1, "interrupted");
        }
    }
}
