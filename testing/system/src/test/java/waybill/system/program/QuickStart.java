package waybill.system.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The AOT cache that the launcher would start the program with, made once for all tests: most of what a start costs the
 * machine is loading and compiling the same classes again.
 */
final class QuickStart {
    private static final long MINUTES_MAX = 3;

    private QuickStart() {}

    /** The options that use it, for a JVM with these flags. Whoever comes while it is being made waits. */
    static List<String> options(Path jar, List<String> flags) {
        try {
            Path directory = Files.createDirectories(jar.resolveSibling("aot-of-tests"));
            Path cache = directory.resolve(Files.getLastModifiedTime(jar).toMillis() + "-" + flags.hashCode() + ".aot");
            try (FileChannel channel = FileChannel.open(
                            directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock alone = channel.lock()) {
                if (alone.isValid() && !Files.exists(cache)) {
                    rehearse(jar, flags, cache);
                }
            }
            return List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void rehearse(Path jar, List<String> flags, Path cache) throws IOException {
        // PostgreSQL gives up root before it opens its files.
        Path scratch = Files.createTempDirectory(
                "waybill-rehearsal-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Path said = cache.resolveSibling("rehearsal.log");
        Path unfinished = cache.resolveSibling("new.aot");
        List<String> command = new ArrayList<>();
        command.add(BuiltProgram.java());
        command.addAll(flags);
        command.addAll(List.of("-XX:AOTCacheOutput=" + unfinished, "-cp", jar.toString(), "waybill.server.Main"));
        command.addAll(List.of("demo", "--then-stop", "--host", "127.0.0.1", "--port", "0"));
        command.addAll(List.of("--data", scratch.resolve("data").toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError("The rehearsal did not end well: " + Files.readString(said));
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError("interrupted", interrupted);
        } finally {
            process.destroyForcibly();
        }
        remove(scratch);
        Files.move(unfinished, cache);
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
