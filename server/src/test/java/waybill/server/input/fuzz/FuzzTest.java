package waybill.server.input.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import waybill.server.input.Answers;
import waybill.server.input.Ask;
import waybill.server.input.Wire;
import waybill.server.input.World;

/**
 * Thousands of requests that are almost right. Whatever comes, the shop answers within two seconds, in HTTP, with what
 * the contract says or with a problem of the contract, never with a failure of its own; and nobody has to be woken.
 */
class FuzzTest {
    private static final int REQUESTS = 8_000;
    private static final int BYTES = 8_000;
    private static final int WORKERS = 4;
    private static final int SHOWN_MAX = 2_000;
    private static final int FAILURES_SHOWN_MAX = 10;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    @AutoClose
    private static final World WORLD = new World();

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    private static Logger everything() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @BeforeEach
    void listen() {
        lines.start();
        everything().addAppender(lines);
    }

    @AfterEach
    void nobody_has_to_be_woken_and_the_shop_is_open() {
        everything().detachAppender(lines);
        assertThat(List.copyOf(lines.list))
                .as("seed %d", seed)
                .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.ERROR))
                .isEmpty();
        assertThat(WORLD.shop().get("/health").status()).isEqualTo(200);
        assertThat(WORLD.shop().get("/parked-events").json().get("data")).isEmpty();
    }

    /**
     * One connection is used as long as the server leaves it open; the names of the requests show that it is in step.
     */
    @Test
    void requests_that_are_almost_right_are_answered_as_the_contract_says() throws Exception {
        attack(worker -> {
            Wire wire = Wire.open(WORLD.port(), PATIENCE_MILLIS);
            for (int number = worker; number < REQUESTS; number += WORKERS) {
                String name = "almost-" + number;
                Ask ask = new AlmostRight(chance(number), 3).next(name);
                byte[] request = WORLD.bytes(ask.wire());
                if (!answered(wire, name, request)) {
                    wire.close();
                    wire = Wire.open(WORLD.port(), PATIENCE_MILLIS);
                }
            }
            wire.close();
        });
    }

    /** Whether the connection is still open. */
    private boolean answered(Wire wire, String name, byte[] request) throws IOException {
        long start = System.nanoTime();
        try {
            Wire.Response answer = wire.send(request).read();
            while (answer.status() == 100) {
                answer = wire.read();
            }
            assertQuick(start);
            Answers.assertIsOfContract(answer, text(request));
            assertThat(answer.header("X-Request-Id"))
                    .isIn(name, answer.isLast() ? answer.header("X-Request-Id") : name);
            return !answer.isLast();
        } catch (IOException | AssertionError failed) {
            failures.add(failure(name, request, failed));
            return false;
        }
    }

    /** Everything that may be several requests, or none, is answered until the end. */
    @Test
    void bytes_that_are_almost_requests_are_answered_in_HTTP_or_not_at_all() throws Exception {
        attack(worker -> {
            for (int number = worker; number < BYTES; number += WORKERS) {
                Chance chance = chance(number + REQUESTS);
                AlmostRight right = new AlmostRight(chance, 40);
                byte[] request = WORLD.bytes(right.next("bytes-" + number).wire());
                byte[] other = WORLD.bytes(right.next("other-" + number).wire());
                answeredToTheEnd(number, new AlmostBytes(chance).of(request, other));
            }
        });
    }

    private void answeredToTheEnd(int number, byte[] request) throws IOException {
        long start = System.nanoTime();
        try (Wire wire = Wire.open(WORLD.port(), PATIENCE_MILLIS)) {
            wire.send(request).finish();
            while (!wire.isAtEnd()) {
                Wire.Response answer = wire.read();
                if (answer.status() >= 400) {
                    Answers.assertIsProblem(answer, "");
                }
                assertThat(answer.status()).isNotIn(500, 502, 504);
            }
            assertQuick(start);
        } catch (IOException | AssertionError failed) {
            failures.add(failure("bytes-" + number, request, failed));
        }
    }

    /** A machine on which everything is slow says nothing about one request. */
    private static void assertQuick(long start) throws IOException {
        long took = System.nanoTime() - start;
        if (took > SLOW_NANOS) {
            long again = System.nanoTime();
            try (Wire wire = Wire.open(WORLD.port(), PATIENCE_MILLIS)) {
                wire.send(Ask.get("/inventory/items/INPUT-FEW").wire()).read();
            }
            assertThat(System.nanoTime() - again)
                    .as("it took %d ms, and nothing else does", TimeUnit.NANOSECONDS.toMillis(took))
                    .isGreaterThan(QUICK_NANOS);
        }
    }

    private static String failure(String name, byte[] request, Throwable failed) {
        String text = text(request);
        return name + ": " + failed.getMessage() + "\nto\n" + text.substring(0, Math.min(text.length(), SHOWN_MAX))
                + "\n";
    }

    private Chance chance(int number) {
        return new Chance(seed * 31 + number);
    }

    private static String text(byte[] request) {
        return new String(request, StandardCharsets.ISO_8859_1);
    }

    /** One of those who attack at the same time. */
    private interface Worker {
        void run(int worker) throws Exception;
    }

    private void attack(Worker work) throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Callable<Void>> all = IntStream.range(0, WORKERS)
                    .<Callable<Void>>mapToObj(worker -> () -> {
                        work.run(worker);
                        return null;
                    })
                    .toList();
            for (Future<Void> done : workers.invokeAll(all)) {
                done.get();
            }
        }
        assertThat(failures.stream().limit(FAILURES_SHOWN_MAX))
                .as("%d failures under -Dseed=%d", failures.size(), seed)
                .isEmpty();
    }
}
