package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.engine.core.chaos.Chaos;
import waybill.engine.core.chaos.ChaosTransport;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.feeds.LocalTransport;
import waybill.engine.core.feeds.Subscription;
import waybill.testkit.engine.purse.PurseCommand;
import waybill.testkit.engine.purse.PurseCommand.Put;
import waybill.testkit.feeds.SpokenFeed;

/** A subscription and its runner behind a transport that is late, repeats itself and breaks the order. */
final class ShakenSubscriptionTest {
    /** More than a subscription has under way at a time, so that one that waits for ever would be seen to. */
    private static final int SAID = 5_000;

    private static final int OWNERS = 20;

    private final MemoryUnderTest here = new MemoryUnderTest();

    /** Everything may strike, up to every throw. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 1})
    void everything_that_is_said_has_its_effect_once_in_its_turn_and_nothing_sticks(double rate)
            throws InterruptedException {
        SpokenFeed<Integer> feed = new SpokenFeed<>("there", number -> "p" + number % OWNERS, _ -> "put.v1");
        for (int number = 1; number <= SAID; number++) {
            feed.say(number);
        }
        LocalTransport<Integer> transport = new LocalTransport<>();
        transport.offer(feed);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Chaos chaos = new Chaos(Chaos.Settings.everywhere(rate, 20_261_130), meters);

        try (PurseRunner runner = new PurseRunner(here.store(), PurseRunner.ONE_LANE);
                Subscription<Integer, PurseCommand> subscription = new Subscription<>(
                        "there",
                        "here",
                        new ChaosTransport<>(transport, chaos, _ -> {}),
                        here.store(),
                        new Subscription.Listener<>(
                                (_, said) -> new Directed<>(Writing.purse(said.subject()), new Put(1)),
                                runner.runner()))) {
            Eventually.holds(
                    () -> assertThat(here.store().checkpoints("there")[0]).isEqualTo(SAID));
            assertThat(subscription.lag()).isZero();
            Eventually.holds(() -> assertThat(subscription.consumed()).isEqualTo(SAID));
            Eventually.holds(() -> assertThat(subscription.repeats()).isEqualTo((long) doubled(meters)));
            assertThat(runner.runner().waitingForMissing()).isZero();
        }
        for (int owner = 0; owner < OWNERS; owner++) {
            assertThat(causes(owner)).isEqualTo(said(owner));
        }
    }

    /** How many came twice. */
    private static double doubled(SimpleMeterRegistry meters) {
        return meters.get("chaos_injected")
                .tag("point", Chaos.Point.DELIVERY_DUPLICATE.label())
                .counter()
                .count();
    }

    /** What was said of a purse, in that order. */
    private static List<String> said(int owner) {
        return IntStream.rangeClosed(1, SAID)
                .filter(number -> number % OWNERS == owner)
                .mapToObj(number -> "correlation-" + number)
                .toList();
    }

    /** What had an effect on a purse, in that order. */
    private List<String> causes(int owner) {
        String purse = Writing.purse("p" + owner).name();
        return here.store().load(List.of(purse)).getOrDefault(purse, List.of()).stream()
                .map(event -> event.meta().correlationId())
                .toList();
    }
}
