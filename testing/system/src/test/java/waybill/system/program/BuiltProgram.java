package waybill.system.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server program as the build has left it. */
public final class BuiltProgram {
    private static final Path JAR = Path.of("server", "target", "waybill-server.jar");

    /** As the launcher has them. */
    private static final List<String> FLAGS = List.of(
            "-Xmx512m",
            "-XX:+UseParallelGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private BuiltProgram() {}

    /** The JVM that the tests run on. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A process that runs {@code waybill} with these arguments, not yet started. */
    public static ProcessBuilder waybill(String... arguments) {
        Path jar = jar();
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(FLAGS);
        command.addAll(QuickStart.options(jar, FLAGS));
        command.addAll(List.of("-cp", jar.toString(), "waybill.server.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** A process that runs {@code waybill cluster} with these arguments, not yet started. */
    public static ProcessBuilder cluster(String... arguments) {
        Path home = jar().resolve("../../..").normalize();
        Path target = home.resolve("cluster").resolve("target");
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                target.resolve("waybill-cluster.jar") + ":" + target.resolve("lib") + "/*",
                "waybill.cluster.Main",
                "--home",
                home.toString()));
        // Many JVMs on a small machine: each must be up soon rather than fast later.
        for (String option : List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow")) {
            command.add("--jvm=" + option);
        }
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** Where it is. */
    public static Path jar() {
        Path here = Path.of("").toAbsolutePath();
        for (@Nullable Path at = here; at != null; at = at.getParent()) {
            Path jar = at.resolve(JAR);
            if (Files.exists(jar)) {
                return jar;
            }
        }
        throw new AssertionError("There is no " + JAR + " in or above " + here + ": the system tests run the built"
                + " program, so build it first (mvn verify, or ./waybill test).");
    }
}
