package waybill.bench.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The processes of this machine at one moment, as {@code /proc} shows them. */
public final class ProcessTable {
    private final Path proc;
    private final Map<Long, ProcStat> byPid;
    private final long busyMicros;

    private ProcessTable(Path proc, Map<Long, ProcStat> byPid, long busyMicros) {
        this.proc = proc;
        this.byPid = byPid;
        this.busyMicros = busyMicros;
    }

    /** Whether this system has a {@code /proc} to read. */
    public static boolean isReadable() {
        return Files.isReadable(Path.of("/proc/self/stat"));
    }

    /** Reads the table of this machine. */
    public static ProcessTable now() {
        return read(Path.of("/proc"));
    }

    /** Reads a table in the form of {@code /proc} from any directory. */
    static ProcessTable read(Path proc) {
        Map<Long, ProcStat> byPid = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path entry : entries) {
                String line = text(entry.resolve("stat"));
                if (line != null) {
                    ProcStat stat = ProcStat.parse(line);
                    byPid.put(stat.pid(), stat);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String machine = text(proc.resolve("stat"));
        return new ProcessTable(proc, byPid, machine == null ? 0 : ProcStat.busyMicros(machine));
    }

    /** The process, or null if it has ended. */
    public @Nullable ProcStat process(long pid) {
        return byPid.get(pid);
    }

    /** Microseconds of CPU that all cores have been busy since the machine started; 0 if it does not say. */
    long busyMicros() {
        return busyMicros;
    }

    /** Every PostgreSQL process that descends from the server or works in its data directory. */
    public List<ProcStat> postgresOf(long server, Path data) {
        Set<Long> family = new HashSet<>(Set.of(server));
        while (byPid.values().stream().anyMatch(p -> family.contains(p.parent()) && family.add(p.pid()))) {
            // Another generation was found; there may be one more.
        }
        return byPid.values().stream()
                .filter(p -> p.command().startsWith("postgres"))
                .filter(p -> family.contains(p.pid()) || worksIn(p.pid(), data))
                .toList();
    }

    private boolean worksIn(long pid, Path data) {
        try {
            return Files.readSymbolicLink(proc.resolve(pid + "/cwd")).startsWith(data);
        } catch (IOException e) {
            return false; // ended, or somebody else's
        }
    }

    /** Bytes of memory of the process: its share of what it shares with others, or 0 if it has ended. */
    public long proportionalBytes(long pid) {
        return kilobytes(pid + "/smaps_rollup", "Pss:");
    }

    /** Bytes of memory the process has in use, shared pages counted whole, or 0 if it has ended. */
    public long residentBytes(long pid) {
        return kilobytes(pid + "/status", "VmRSS:");
    }

    /** The most bytes of memory the process ever had in use, or 0 if it has ended. */
    public long peakBytes(long pid) {
        return kilobytes(pid + "/status", "VmHWM:");
    }

    private long kilobytes(String file, String name) {
        String text = text(proc.resolve(file));
        if (text == null) {
            return 0;
        }
        return text.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /** The file's text, or null: a process may end while one looks. */
    private static @Nullable String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return null;
        }
    }
}
