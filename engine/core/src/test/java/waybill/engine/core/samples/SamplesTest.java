package waybill.engine.core.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.engine.core.log.StoreFault;

class SamplesTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AutoClose
    private final Samples samples = new Samples("order", meters);

    private final BlockingQueue<Integer> looks = new LinkedBlockingQueue<>();
    private final AtomicInteger there = new AtomicInteger(1);

    /** Looks for what is there; nothing below 0 can be seen. */
    private int look() {
        int seen = there.get();
        looks.add(seen);
        if (seen < 0) {
            throw new StoreFault.Unavailable("away", new IllegalStateException("away"));
        }
        return seen;
    }

    private void awaitLook(int seen) throws InterruptedException {
        samples.lookNow();
        Integer next = looks.poll(10, TimeUnit.SECONDS);
        while (next != null && next != seen) {
            next = looks.poll(10, TimeUnit.SECONDS);
        }
        assertThat(next).isEqualTo(seen);
    }

    @Test
    void what_is_there_is_known_at_once_and_nobody_who_asks_looks() {
        Supplier<Integer> sample = samples.of(this::look);
        there.set(2);

        assertThat(sample.get()).isOne();
        assertThat(sample.get()).isOne();
        assertThat(looks).containsExactly(1);
    }

    @Test
    void it_is_looked_up_again_in_the_background() throws InterruptedException {
        Supplier<Integer> sample = samples.of(this::look);
        there.set(2);
        awaitLook(2);
        awaitLook(2);

        assertThat(sample.get()).isEqualTo(2);
    }

    @Test
    void while_the_database_is_away_it_stays_as_it_was_and_gets_older() throws InterruptedException {
        Supplier<Integer> sample = samples.of(this::look);
        there.set(-1);
        Duration young = samples.age();
        awaitLook(-1);
        awaitLook(-1);

        assertThat(sample.get()).isOne();
        assertThat(samples.age()).isGreaterThan(young);
        assertThat(meters.get("database_samples_age_seconds")
                        .tag("name", "order")
                        .gauge()
                        .value())
                .isPositive();
    }

    @Test
    void one_that_cannot_be_looked_up_is_in_nobodys_way() throws InterruptedException {
        AtomicInteger broken = new AtomicInteger(1);
        samples.of(() -> {
            if (broken.get() < 0) {
                throw new IllegalStateException("the code is wrong");
            }
            return broken.get();
        });
        Supplier<Integer> sample = samples.of(this::look);
        broken.set(-1);
        there.set(2);
        awaitLook(2);
        awaitLook(2);

        assertThat(sample.get()).isEqualTo(2);
    }

    @Test
    void who_begins_without_a_database_learns_it_at_once() {
        there.set(-1);

        assertThatThrownBy(() -> samples.of(this::look)).isInstanceOf(StoreFault.Unavailable.class);
    }
}
