package waybill.bench.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The built server program.
 *
 * @param target the directory that holds {@code waybill-server.jar}, whose manifest names what lies in {@code lib}
 * @param jvmOptions such as {@code -Xmx512m}
 */
public record Program(Path target, List<String> jvmOptions) {
    private static final Path JAR = Path.of("server", "target", "waybill-server.jar");

    /** Finds the program built in the repository this directory lies in. */
    public static Program find(Path from, List<String> jvmOptions) {
        for (Path at = from.toAbsolutePath(); at != null; at = parent(at)) {
            Path jar = at.resolve(JAR);
            if (Files.exists(jar)) {
                return new Program(jar.resolveSibling(""), jvmOptions);
            }
        }
        throw new ServerFailed("There is no " + JAR + " in " + from.toAbsolutePath()
                + " or above: build the server first (mvn package).");
    }

    private static @Nullable Path parent(Path path) {
        return path.getParent();
    }

    /** The command line that runs the server on this port with this data directory. */
    List<String> run(int port, Path data) {
        return command("run", "--port", Integer.toString(port), "--data", data.toString());
    }

    /** The command line of any command of the program. */
    public List<String> command(String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        // Exactly as the launcher does it: the AOT cache holds for one class path.
        command.addAll(List.of("-cp", target.resolve("waybill-server.jar").toString(), "waybill.server.Main"));
        command.addAll(List.of(words));
        return command;
    }
}
