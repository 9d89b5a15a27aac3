package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.engine.core.chaos.Chaos.Point.*;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import waybill.engine.core.chaos.Chaos;
import waybill.engine.core.chaos.ChaosTransport;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.LocalTransport;
import waybill.engine.core.feeds.Receiver;
import waybill.engine.core.feeds.Transport;
import waybill.testkit.feeds.SpokenFeed;

/** Shaken as hard as this, a transport still delivers everything; only the order is gone. */
final class ChaosTransportTest extends TransportContract {
    private static final int SAID = 2_000;
    private static final int SEED = 20_261_130;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    @Override
    protected Transport<String> transportOf(Feed<String> feed) {
        return shaken(feed, Chaos.Settings.everywhere(0.4, SEED));
    }

    @Override
    protected boolean keepsOrder() {
        return false;
    }

    private ChaosTransport<String> shaken(Feed<String> feed, Chaos.Settings settings) {
        return shaken(feed, new Chaos(settings, meters));
    }

    private ChaosTransport<String> shaken(Feed<String> feed, Chaos chaos) {
        LocalTransport<String> transport = new LocalTransport<>();
        transport.offer(feed);
        return new ChaosTransport<>(transport, chaos, pauses::add);
    }

    private static SpokenFeed<String> spoken() {
        SpokenFeed<String> feed = new SpokenFeed<>("purses", said -> "ann", _ -> "said.v1");
        for (int i = 1; i <= SAID; i++) {
            feed.say("number " + i);
        }
        return feed;
    }

    /** The positions in the order in which they were delivered, until the last is in, and nothing is under way. */
    private static List<Long> delivered(Transport<String> transport) {
        List<Long> positions = new CopyOnWriteArrayList<>();
        Receiver<String> receiver =
                envelopes -> envelopes.stream().map(Envelope::position).forEach(positions::add);
        try (Transport.Delivery delivery = transport.subscribe("purses", "reader", () -> new long[6], receiver)) {
            Eventually.holds(() -> assertThat(delivery.lag()).isZero());
        }
        return List.copyOf(positions);
    }

    private List<Long> deliveredUnder(double rate, long seed, Chaos.Point... points) {
        return delivered(shaken(spoken(), new Chaos.Settings(rate, seed, Set.of(points))));
    }

    private double injected(Chaos.Point point) {
        return meters.get("chaos_injected")
                .tag("point", point.label())
                .counter()
                .count();
    }

    private static List<Long> inOrder() {
        return LongStream.rangeClosed(1, SAID).boxed().toList();
    }

    @Test
    void twice_means_again_and_never_before_its_turn() {
        List<Long> positions = deliveredUnder(0.05, SEED, DELIVERY_DUPLICATE);

        assertThat(positions.stream().distinct()).containsExactlyElementsOf(inOrder());
        assertThat(positions).hasSize(SAID + (int) injected(DELIVERY_DUPLICATE));
        assertThat(injected(DELIVERY_DUPLICATE)).isBetween(50.0, 150.0);
    }

    @Test
    void out_of_order_means_once_and_not_far_away() {
        List<Long> positions = deliveredUnder(0.05, SEED, DELIVERY_REORDER);

        assertThat(positions).containsExactlyInAnyOrderElementsOf(inOrder()).isNotEqualTo(inOrder());
        int late = 0;
        long furthest = 0;
        for (long position : positions) {
            assertThat(furthest - position).isLessThanOrEqualTo(16);
            late += position < furthest ? 1 : 0;
            furthest = Math.max(furthest, position);
        }
        assertThat(late).isEqualTo((int) injected(DELIVERY_REORDER)).isBetween(50, 150);
    }

    @Test
    void late_means_in_order_after_a_pause() {
        assertThat(deliveredUnder(0.05, SEED, DELIVERY_DELAY)).isEqualTo(inOrder());

        assertThat(pauses).hasSize((int) injected(DELIVERY_DELAY)).hasSizeBetween(50, 150);
        assertThat(pauses).allMatch(pause -> pause.isPositive() && pause.compareTo(Duration.ofMillis(25)) <= 0);
    }

    @Test
    void the_same_seed_delivers_the_same_again() {
        Chaos.Point[] all = {DELIVERY_DUPLICATE, DELIVERY_REORDER, DELIVERY_DELAY};

        assertThat(deliveredUnder(0.3, 7, all)).isEqualTo(deliveredUnder(0.3, 7, all));
        assertThat(deliveredUnder(0.3, 7, all)).isNotEqualTo(deliveredUnder(0.3, 8, all));
    }

    @Test
    void a_request_that_asks_for_it_has_what_it_causes_delivered_twice_and_nothing_else() {
        Chaos chaos = new Chaos(Chaos.Settings.everywhere(0, SEED), meters);
        chaos.force(DELIVERY_DUPLICATE, "correlation-7");
        List<Long> expected = new ArrayList<>(inOrder());
        List<Long> positions = delivered(shaken(spoken(), chaos));

        expected.add(7L);
        assertThat(positions).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(injected(DELIVERY_DUPLICATE)).isEqualTo(1);
    }
}
