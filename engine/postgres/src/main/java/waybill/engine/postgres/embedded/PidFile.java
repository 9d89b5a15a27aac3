package waybill.engine.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file in which a PostgreSQL server says which process it is and how far it has come. */
record PidFile(Path file, long pid, int port, String status) {
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** What the server of this cluster says of itself; nothing when there is none, or it is just beginning to write. */
    static Optional<PidFile> of(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
                return Optional.empty();
            }
            String status = line(lines, STATUS_LINE);
            String port = line(lines, PORT_LINE);
            return Optional.of(new PidFile(
                    file,
                    Long.parseLong(lines.getFirst().strip()),
                    port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0,
                    status));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private static String line(List<String> lines, int number) {
        return lines.size() > number ? lines.get(number).strip() : "";
    }

    boolean ready() {
        return status.equals("ready");
    }

    /** Whether the number belongs to a living process of another program, which keeps PostgreSQL from starting. */
    boolean misleads() {
        return ProcessHandle.of(pid).isPresent() && server().isEmpty();
    }

    /** The server itself, if it still lives; a number that another program has by now is nobody's server. */
    Optional<ProcessHandle> server() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::servesThisCluster);
    }

    private boolean servesThisCluster(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        boolean postgres = info.command()
                .map(Path::of)
                .map(program -> program.endsWith("postgres"))
                .orElse(false);
        return postgres && info.arguments().map(List::of).orElse(List.of()).contains(String.valueOf(file.getParent()));
    }
}
