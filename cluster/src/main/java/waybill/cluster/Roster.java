package waybill.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import waybill.cluster.processes.Child;
import waybill.cluster.processes.Keeper;

/** Who belongs to the cluster, for people as a table and for programs as {@code cluster.json}. */
final class Roster {
    private final Path file;
    private final String address;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    Roster(Path data, String address) {
        this.file = data.resolve("cluster.json");
        this.address = address;
    }

    private record Entry(String kind, Keeper keeper, IntSupplier port) {
        private long pid() {
            return keeper.child().map(Child::pid).orElse(0L);
        }

        private String json() {
            return "{\"name\":\"%s\",\"kind\":\"%s\",\"port\":%d,\"pid\":%d,\"restarts\":%d}"
                    .formatted(keeper.name(), kind, port.getAsInt(), pid(), keeper.endings());
        }
    }

    void add(String kind, Keeper keeper, IntSupplier port) {
        entries.add(new Entry(kind, keeper, port));
    }

    /** Writes the file anew, as a whole; a process that is just being started again has the id 0. */
    synchronized void write() {
        String processes = entries.stream().map(Entry::json).collect(Collectors.joining(",\n  "));
        try {
            Path fresh = file.resolveSibling("cluster.json.unfinished");
            Files.writeString(
                    fresh, """
                    {"gateway":"%s","pid":%d,"processes":[
                      %s]}
                    """.formatted(address, ProcessHandle.current().pid(), processes));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write " + file, unwritable);
        }
    }

    /** Nobody runs any more. */
    synchronized void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot remove " + file, unwritable);
        }
    }

    Path file() {
        return file;
    }

    /** One line for each process. */
    List<String> table() {
        return entries.stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "  %-12s port %-6d process %d",
                        entry.keeper().name(),
                        entry.port().getAsInt(),
                        entry.pid()))
                .toList();
    }
}
