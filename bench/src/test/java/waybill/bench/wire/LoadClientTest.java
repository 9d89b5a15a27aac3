package waybill.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import waybill.bench.StubShop;

class LoadClientTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final List<String> told = new ArrayList<>();

    @Test
    void who_waits_to_be_rung_speaks_when_somebody_rings_and_not_before() throws IOException {
        List<Line> lines = new ArrayList<>();
        run(
                LONG,
                line -> {
                    lines.add(line);
                    return new Rung();
                },
                _ -> new Ringing(lines));
        assertThat(told).containsExactly("rings", "was rung", "heard 201");
    }

    @Test
    void who_waits_to_be_rung_is_asked_at_the_end_of_the_time_and_keeps_nobody_waiting() throws IOException {
        Duration took = run(SHORT, _ -> new Rung(), _ -> new Rung());
        assertThat(told).isEmpty();
        assertThat(took).isBetween(SHORT, LONG);
    }

    @Test
    void a_time_that_was_named_is_kept() throws IOException {
        List<Line> lines = new ArrayList<>();
        Duration took = run(
                LONG,
                line -> {
                    lines.add(line);
                    return new Rung();
                },
                _ -> new Ringing(lines));
        assertThat(took).isGreaterThanOrEqualTo(Duration.ofNanos(Ringing.RINGS_AT));
    }

    @SafeVarargs
    private Duration run(Duration length, java.util.function.Function<Line, Conversation>... conversations)
            throws IOException {
        try (StubShop shop = StubShop.confirming()) {
            LoadClient client = new LoadClient(shop.address());
            for (var conversation : conversations) {
                client.with(1, conversation);
            }
            return client.run(length);
        }
    }

    /** Asks for something once it is rung for. */
    private final class Rung implements Conversation {
        private boolean asked;
        private boolean seen;

        @Override
        public long next(ByteBuffer request, long now, boolean closing) {
            if (asked || closing) {
                return FINISHED;
            }
            if (!seen) {
                seen = true;
                return UNTIL_RUNG;
            }
            told.add("was rung");
            asked = true;
            RequestTemplate.get("h", "/orders/1").writeTo(request);
            return now;
        }

        @Override
        public void heard(Response response, long sentAt, long heardAt) {
            told.add("heard " + response.status());
        }

        @Override
        public void lost(String how) {
            told.add(how);
        }
    }

    /** Rings once, a little later. */
    private final class Ringing implements Conversation {
        private static final long RINGS_AT = TimeUnit.MILLISECONDS.toNanos(20);

        private final List<Line> lines;

        private Ringing(List<Line> lines) {
            this.lines = lines;
        }

        @Override
        public long next(ByteBuffer request, long now, boolean closing) {
            if (now < RINGS_AT) {
                return RINGS_AT;
            }
            told.add("rings");
            lines.forEach(Line::ring);
            return FINISHED;
        }

        @Override
        public void heard(Response response, long sentAt, long heardAt) {
            throw new AssertionError("nothing was asked");
        }

        @Override
        public void lost(String how) {
            told.add(how);
        }
    }
}
