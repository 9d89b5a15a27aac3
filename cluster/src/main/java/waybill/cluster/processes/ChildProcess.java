package waybill.cluster.processes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A process that writes to a log file and dies with us. In a session of its own, a Ctrl-C typed for us does not hit it
 * while others still need it; with the parent's death as a signal, it ends even when we are killed (Linux).
 */
public final class ChildProcess implements Child {
    private static final File NOTHING = new File("/dev/null");

    private final Process process;
    private final Duration longest;
    private final CompletableFuture<OptionalInt> ended;

    private ChildProcess(Process process, Duration longest) {
        this.process = process;
        this.longest = longest;
        // Made once: whoever looks whether it is done must not begin to wait anew with each look.
        this.ended = process.onExit().thenApply(gone -> OptionalInt.of(gone.exitValue()));
    }

    /**
     * What to start.
     *
     * @param words the program and its arguments
     * @param environment the whole of it
     * @param log where what it says is appended
     * @param longest how long it may take to end when it is told to
     */
    public record Order(List<String> words, Map<String, String> environment, Path log, Duration longest) {}

    /** Starts it. */
    public static ChildProcess start(Order order) throws NotStarted {
        List<String> words = new ArrayList<>(boundToUs());
        words.addAll(order.words());
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(order.log().toFile()));
        builder.environment().clear();
        builder.environment().putAll(order.environment());
        try {
            return new ChildProcess(builder.start(), order.longest());
        } catch (IOException failure) {
            throw new NotStarted(
                    "%s cannot be started: %s.".formatted(order.words().getFirst(), failure.getMessage()), failure);
        }
    }

    private static List<String> boundToUs() {
        List<String> words = new ArrayList<>();
        find("setsid").map(Path::toString).ifPresent(words::add);
        find("setpriv").ifPresent(setpriv -> words.addAll(List.of(setpriv.toString(), "--pdeathsig=KILL", "--")));
        return words;
    }

    /** A program's place on the search path, or in the usual directories when the path is bare. */
    public static Optional<Path> find(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(
                        Stream.of(path.split(File.pathSeparator, -1)),
                        Stream.of("/usr/local/sbin", "/usr/sbin", "/usr/local/bin", "/usr/bin", "/bin"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public CompletableFuture<OptionalInt> ended() {
        return ended.copy();
    }

    @Override
    public void end() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(longest)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
