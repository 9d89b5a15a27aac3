package waybill.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import waybill.engine.http.client.Ask;
import waybill.server.RunningShop;
import waybill.testkit.engine.Eventually;

/**
 * What is left open when everybody has ordered: the gateway is asked what it did as time goes by, and whoever was told
 * to wait asks once more. All of it under chaos.
 */
final class AfterTheRush {
    private static final int ROUNDS_MAX = 8;

    /** One check of the gateway after another. */
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(20),
            Duration.ofSeconds(40),
            Duration.ofMinutes(6),
            Duration.ofMinutes(70),
            Duration.ofHours(25),
            Duration.ofHours(25));

    private final RunningShop shop;
    private final Buyers buyers;
    private final List<Tables> databases;
    private int moves;

    AfterTheRush(RunningShop shop, Buyers buyers) {
        this.shop = shop;
        this.buyers = buyers;
        this.databases = shop.databases().values().stream().map(Tables::new).toList();
    }

    /** Until nothing is open and nobody waits. */
    void settle() {
        for (int round = 0; round < ROUNDS_MAX; round++) {
            closeWhatIsOpen();
            List<Purchase> waiting = buyers.toldToWait();
            if (waiting.isEmpty()) {
                return;
            }
            buyers.buy(waiting);
        }
        throw new AssertionError("still told to wait: " + buyers.toldToWait());
    }

    private void closeWhatIsOpen() {
        for (Duration step : STEPS) {
            Eventually.holds(this::assertIdle);
            if (open().isEmpty()) {
                return;
            }
            advance(step);
        }
        Eventually.holds(this::assertIdle);
        assertThat(open()).as("still open after " + STEPS).isEmpty();
    }

    /** I7 and I10: whatever can be done now is done. */
    private void assertIdle() {
        Instant now = now();
        for (Tables database : databases) {
            assertThat(database.overdue(now)).isEmpty();
        }
        assertThat(nonZero("feed_lag_events")).isEmpty();
        assertThat(nonZero("feed_gap_events")).isEmpty();
        assertThat(nonZero("command_queue_size")).isEmpty();
    }

    /** Transactions that nobody knows the outcome of, and orders that go somewhere. */
    private List<String> open() {
        List<String> open =
                databases.stream().flatMap(it -> it.unknown().stream()).collect(Collectors.toList());
        buyers.answered(Ask.get("/orders?limit=5&status=PENDING,PLACED,CANCEL_PENDING"))
                .body()
                .path("data")
                .forEach(order -> open.add(order.toString()));
        return open;
    }

    private Instant now() {
        return Instant.parse(
                buyers.answered(Ask.get("/clock")).body().path("now").asText());
    }

    private void advance(Duration step) {
        Ask move = Ask.post("/clock", Map.of("advance", step.toString())).withKey("move-" + moves++);
        assertThat(buyers.answered(move).status()).isEqualTo(200);
    }

    /** A line of the metrics; these are left alone by chaos. */
    double metric(String nameAndLabels) {
        return metrics().stream()
                .filter(line -> line.startsWith(nameAndLabels + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(nameAndLabels.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no metric " + nameAndLabels));
    }

    /** The sum of all series of this name. */
    double sum(String name) {
        return metrics().stream()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private List<String> nonZero(String name) {
        return metrics().stream()
                .filter(line -> line.startsWith(name + "{") && !line.endsWith(" 0.0"))
                .toList();
    }

    private List<String> metrics() {
        return shop.bare("GET", "/metrics").body().lines().toList();
    }
}
