package waybill.system.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import waybill.system.program.BuiltProgram;

/** A checkout with the built program and nothing else, for the launcher to work in; removed in the end. */
record LauncherHome(Path path) implements AutoCloseable {
    private static final long MINUTES_MAX = 3;

    /** What a call of the launcher came to, without the line breaks at the ends. */
    record Said(int code, String output, String error) {}

    /** Copies the launcher and the program. */
    static LauncherHome make() {
        LauncherHome home = new LauncherHome(emptyDirectory());
        Path jar = BuiltProgram.jar();
        try {
            Files.copy(jar.resolve("../../../waybill").normalize(), home.path().resolve("waybill"));
            home.copy(jar.resolveSibling(""), "server");
            home.copy(jar.resolve("../../../torture/target").normalize(), "torture");
            // What tells the launcher that there is nothing to build.
            Files.createFile(home.module("bench").resolve("waybill-bench.jar"));
            Files.createFile(home.module("cluster").resolve("waybill-cluster.jar"));
            Files.createFile(home.target().resolve(".built"));
            Files.createFile(home.target().resolve(".built-cluster"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home;
    }

    private Path module(String name) throws IOException {
        return Files.createDirectories(path().resolve(name).resolve("target"));
    }

    /** The jar of a module and what lies beside it. */
    private void copy(Path target, String module) throws IOException {
        String jar = "waybill-" + module + ".jar";
        Path libraries = Files.createDirectories(module(module).resolve("lib"));
        Files.copy(target.resolve(jar), module(module).resolve(jar));
        try (Stream<Path> files = Files.list(target.resolve("lib"))) {
            for (Path library : files.toList()) {
                Files.copy(library, libraries.resolve(library.getFileName()));
            }
        }
    }

    private static Path emptyDirectory() {
        try {
            return Files.createTempDirectory("waybill-launcher-").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path target() {
        return path().resolve("server").resolve("target");
    }

    List<Path> caches() {
        return beside(".aot");
    }

    /** What a preparation must not leave: halves of a cache, and marks of failure. */
    List<Path> filesBesideCache() {
        return Stream.concat(beside(".failed").stream(), beside(".config").stream())
                .toList();
    }

    private List<Path> beside(String end) {
        Path aot = target().resolve("aot");
        if (!Files.isDirectory(aot)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(aot)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the program's own classes come out of a cache, with these options of the JVM. */
    boolean loadedFromCache(String... options) {
        Path log = path().resolve("classes.txt");
        String all = String.join(" ", options) + " -Xlog:class+load:file=" + log;
        Said said = run(Map.of("WAYBILL_JAVA_OPTS", all), "--version");
        if (said.code() != 0) {
            throw new AssertionError("The launcher failed: " + said);
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.anyMatch(line -> line.contains("waybill.server.Main source: shared objects file"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the launcher to its end. */
    Said run(Map<String, String> environment, String... words) {
        try {
            Path output = path().resolve("output.txt");
            Path error = path().resolve("error.txt");
            ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                                    Stream.of("bash", path().resolve("waybill").toString()), Stream.of(words))
                            .toList())
                    .redirectOutput(output.toFile())
                    .redirectError(error.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_"));
            builder.environment().put("WAYBILL_JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
                process.destroy();
                throw new AssertionError("The launcher did not end: " + Files.readString(error));
            }
            return new Said(
                    process.exitValue(),
                    Files.readString(output).strip(),
                    Files.readString(error).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the launcher ran", e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
