package waybill.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.bench.host.Memory;

/**
 * Everything one call of the bench found.
 *
 * @param at when it ended, in UTC, in a form fit for a file name
 * @param products how many products the orders choose from
 * @param memory at the end of the load; null where it cannot be known
 * @param startUp null if somebody else started the server
 */
public record Report(
        String at,
        Machine machine,
        int products,
        List<Result> results,
        @Nullable Memory memory,
        @Nullable StartUp startUp) {

    private static final double MEGABYTE = 1024 * 1024;

    /** Whether every scenario was good. */
    public boolean good() {
        return !results.isEmpty() && results.stream().allMatch(Result::good);
    }

    /** Writes the report as JSON to {@code <directory>/<at>-<name>.json} and says where that is. */
    public Path write(Path directory, String name) {
        try {
            Files.createDirectories(directory);
            Path file = directory.resolve(at + "-" + name + ".json");
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The report as a table for people. */
    public String table() {
        Table table = new Table(
                "scenario",
                "orders/s",
                "answer ms p50",
                "p99",
                "p99.9",
                "confirmed ms p50",
                "p99",
                "p99.9",
                "CPU µs/order server",
                "postgres",
                "client");
        for (Result result : results) {
            table.row(cells(result));
        }
        StringBuilder text = new StringBuilder(table.toString());
        results.forEach(result -> text.append(answers(result)));
        if (memory != null) {
            text.append("Memory: server %.0f MB resident (heap %.0f MB used), PostgreSQL %.0f MB.%n"
                    .formatted(
                            memory.serverResidentBytes() / MEGABYTE,
                            memory.heapUsedBytes() / MEGABYTE,
                            memory.postgresBytes() / MEGABYTE));
        }
        if (startUp != null) {
            text.append("Ready after %d ms on an empty directory, %d ms on the data of this run.%n"
                    .formatted(startUp.coldMillis(), startUp.existingDataMillis()));
        }
        return text.append("Machine: %s, %d cores, %s, %s.%n"
                        .formatted(machine.cpu(), machine.cores(), machine.system(), machine.java()))
                .toString();
    }

    private static String[] cells(Result result) {
        CpuPerOrder cpu = result.cpu();
        return new String[] {
            result.scenario() + ", " + result.connections() + " connections",
            "%.0f".formatted(result.confirmedPerSecond()),
            millis(result.answer().p50Millis()),
            millis(result.answer().p99Millis()),
            millis(result.answer().p999Millis()),
            millis(result.confirmation().p50Millis()),
            millis(result.confirmation().p99Millis()),
            millis(result.confirmation().p999Millis()),
            cpu == null ? "-" : "%.0f".formatted(cpu.serverMicros()),
            cpu == null ? "-" : "%.0f".formatted(cpu.postgresMicros()),
            cpu == null ? "-" : "%.0f".formatted(cpu.clientMicros())
        };
    }

    private static String millis(double millis) {
        return "%.1f".formatted(millis);
    }

    private static String answers(Result result) {
        return "%s: %d confirmed in %.1f s; answers by status %s; not confirmed: %s.%n"
                .formatted(
                        result.scenario(),
                        result.confirmedOrders(),
                        result.seconds(),
                        result.answersByStatus(),
                        result.failures().isEmpty() ? "none" : result.failures());
    }
}
