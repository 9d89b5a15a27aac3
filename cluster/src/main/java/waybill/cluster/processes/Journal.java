package waybill.cluster.processes;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What happens to the processes of the cluster: a line for the person who started it, and the same with its time in a
 * file.
 */
public final class Journal {
    private final PrintStream console;
    private final Path file;

    /** To this console and this file. */
    public Journal(PrintStream console, Path file) {
        this.console = console;
        this.file = file;
    }

    /** One sentence. */
    public synchronized void say(String sentence) {
        console.println(sentence);
        console.flush();
        try {
            Files.writeString(
                    file,
                    Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + sentence + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write " + file, unwritable);
        }
    }
}
