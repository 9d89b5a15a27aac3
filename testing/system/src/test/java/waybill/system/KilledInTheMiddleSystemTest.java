package waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Kills the server (kill -9) in the middle of load and looks for anything lost, doubled or left over; the torture does
 * so again and again.
 */
class KilledInTheMiddleSystemTest {
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(2);
    private static final Duration DEAD_WITHIN = Duration.ofSeconds(20);

    private final Audit audit = new Audit();

    private final long seed = Long.getLong("seed", System.nanoTime());

    @Test
    void what_was_acknowledged_survives_the_kill_and_nothing_is_doubled() {
        System.out.println("The moment of the kill is chosen by -Dseed=" + seed);
        Random random = new Random(seed);
        try (DataDirectory directory = new DataDirectory();
                Rush rush = new Rush()) {
            try (RunningWaybill waybill = start(directory)) {
                Rush.products().forEach(product -> waybill.shop().receive(product, Audit.STOCK));
                killInTheMiddle(waybill, rush, random);
            }
            directory.expectNobodyWithin(DEAD_WITHIN);
            try (RunningWaybill last = start(directory)) {
                audit.expectNothingLostOrDoubled(last.shop(), rush);
            }
            directory.expectNobodyWithin(DEAD_WITHIN);
        }
    }

    private static RunningWaybill start(DataDirectory directory) {
        return RunningWaybill.start(directory.path().resolve("data"));
    }

    private static void killInTheMiddle(RunningWaybill waybill, Rush rush, Random random) {
        int enough = rush.acknowledgements() + 50 + random.nextInt(500);
        rush.begin(waybill.shop(), random.nextLong());
        Eventually.within(
                SETTLED_WITHIN, () -> assertThat(rush.acknowledgements()).isGreaterThan(enough));
        LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(30)));
        waybill.kill();
        rush.awaitEnd();
    }
}
