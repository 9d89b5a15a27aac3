package waybill.bench.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the program took to make its view of all orders again from their events. */
public record Replay(long events, double seconds) {
    private static final Pattern SAID = Pattern.compile("rebuilt from ([0-9,]+) events in ([0-9.]+) seconds");
    private static final long MINUTES_MAX = 15;
    private static final double MILLION = 1e6;

    /** Runs {@code rebuild orders} on a data directory on which no server runs. */
    public static Replay of(Program program, Path data) {
        Path output = data.resolveSibling("rebuild.txt");
        try {
            Process process = new ProcessBuilder(program.command("rebuild", "orders", "--data", data.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                process.destroy();
                throw new ServerFailed("The rebuild was not done after " + MINUTES_MAX + " minutes.");
            }
            return read(Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("The rebuild was interrupted.");
        }
    }

    /** Reads what the command says at its end. */
    static Replay read(String said) {
        Matcher matcher = SAID.matcher(said);
        if (!matcher.find()) {
            throw new ServerFailed("The rebuild failed: " + said.strip());
        }
        return new Replay(Long.parseLong(matcher.group(1).replace(",", "")), Double.parseDouble(matcher.group(2)));
    }

    /** Seconds a million of events would take at this pace. */
    public double secondsPerMillion() {
        return events == 0 ? 0 : seconds * MILLION / events;
    }
}
