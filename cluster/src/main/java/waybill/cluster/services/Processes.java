package waybill.cluster.services;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import waybill.cluster.processes.ChildProcess;
import waybill.cluster.processes.Program;

/**
 * How the processes of the services are started: each is {@code waybill server} with one role.
 *
 * @param program the jar of the server, the options of its JVM, and its configuration file if there is one
 * @param databases where they keep everything
 * @param around what is in the environment of every one of them
 * @param logs the directory of what they say
 */
public record Processes(Installed program, Databases databases, Map<String, String> around, Path logs) {
    /** Longer than the process itself allows its end to take, with the grace of a drain before it. */
    static final Duration ENDED_WITHIN = Duration.ofSeconds(45);

    /**
     * The built server.
     *
     * @param jar whose manifest names what lies beside it
     * @param options of the JVM
     */
    public record Installed(Path jar, List<String> options, Optional<Path> config) {}

    /** How a process of this replica is started; on whatever port PostgreSQL has by then. */
    public Program of(Replica replica) {
        return () -> ChildProcess.start(
                new ChildProcess.Order(words(replica), environment(replica.service()), log(replica), ENDED_WITHIN));
    }

    /** Where this replica's log is. */
    public Path log(Replica replica) {
        return logs.resolve(replica.name() + ".log");
    }

    private List<String> words(Replica replica) {
        List<String> words = command(
                "server",
                "--roles=" + replica.service().word(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(replica.port()));
        program.config().ifPresent(file -> words.addAll(List.of("--config", file.toString())));
        return words;
    }

    /**
     * The words of any command of the program; exactly as the launcher does it: the AOT cache holds for one class path.
     */
    List<String> command(String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(program.options());
        words.addAll(List.of("-cp", program.jar().toString(), "waybill.server.Main"));
        words.addAll(List.of(arguments));
        return words;
    }

    private Map<String, String> environment(Service service) {
        Map<String, String> all = new HashMap<>(around);
        all.putAll(databases.environment(service));
        return all;
    }
}
