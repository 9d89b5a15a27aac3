package waybill.engine.core.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import waybill.engine.core.chaos.Chaos.Point;

class ChaosTest {
    private static final int THROWS = 20_000;
    private static final String CAUSE = "request-1";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void the_same_seed_strikes_at_the_same_throws() {
        assertThat(strikes(7)).isEqualTo(strikes(7)).isNotEqualTo(strikes(8));
    }

    @Test
    void it_strikes_about_as_often_as_it_should() {
        long hits = strikes(7).stream().filter(hit -> hit).count();

        assertThat(hits / (double) THROWS).isBetween(0.045, 0.055);
        assertThat(injected(Point.BEFORE_HANDLER)).isEqualTo((double) hits);
    }

    @Test
    void how_often_one_point_is_thrown_changes_nothing_for_another() {
        Chaos chaos = usual(7);
        Dice before = chaos.dice(Point.BEFORE_HANDLER);
        Dice after = chaos.dice(Point.AFTER_COMMIT);
        List<Boolean> interrupted = new ArrayList<>();
        for (int i = 0; i < THROWS; i++) {
            for (int other = 0; other < i % 4; other++) {
                var _ = after.strike(CAUSE);
            }
            interrupted.add(before.strike(CAUSE));
        }

        assertThat(interrupted).isEqualTo(strikes(7));
    }

    @Test
    void points_and_hands_are_struck_apart() {
        Chaos chaos = usual(7);
        List<Boolean> one = strikes(chaos.dice(Point.DELIVERY_DELAY, "order-to-payment"));

        assertThat(strikes(chaos.dice(Point.DELIVERY_DELAY, "order-to-inventory")))
                .isNotEqualTo(one);
        assertThat(strikes(chaos.dice(Point.DELIVERY_REORDER, "order-to-payment")))
                .isNotEqualTo(one);
        assertThat(strikes(usual(7).dice(Point.DELIVERY_DELAY, "order-to-payment")))
                .isEqualTo(one);
    }

    @Test
    void how_it_strikes_says_nothing_about_whether_the_next_throw_does() {
        Dice dice = new Chaos(Chaos.Settings.everywhere(0.5, 7), meters).dice(Point.DELIVERY_DELAY);
        int alike = 0;
        int asked = 0;
        for (int i = 0; i < THROWS; i++) {
            var details = dice.details(CAUSE);
            if (details.isPresent()) {
                asked++;
                alike += details.get().nextBoolean() == dice.details(CAUSE).isPresent() ? 1 : 0;
            }
        }

        assertThat(alike / (double) asked).isBetween(0.48, 0.52);
    }

    @Test
    void it_strikes_only_where_it_may() {
        Chaos chaos = new Chaos(new Chaos.Settings(1, 7, Set.of(Point.AFTER_COMMIT)), meters);
        chaos.force(Point.BEFORE_HANDLER, CAUSE);

        assertThat(chaos.dice(Point.BEFORE_HANDLER).strike(CAUSE)).isFalse();
        assertThat(chaos.dice(Point.AFTER_COMMIT).strike(CAUSE)).isTrue();
    }

    @Test
    void what_is_asked_for_strikes_the_cause_and_what_it_is_passed_on_to_until_it_is_forgiven() {
        Chaos chaos = new Chaos(Chaos.Settings.everywhere(0, 7), meters);
        Dice unsent = chaos.dice(Point.GATEWAY_UNSENT);
        chaos.force(Point.GATEWAY_UNSENT, CAUSE);
        chaos.passOn(CAUSE, "txn-1");
        chaos.passOn("request-2", "txn-2");

        assertThat(List.of(unsent.strike(CAUSE), unsent.strike("txn-1"), unsent.strike("txn-2")))
                .containsExactly(true, true, false);
        assertThat(chaos.dice(Point.GATEWAY_ANSWER_LOST).strike(CAUSE)).isFalse();
        chaos.forgive(CAUSE);
        assertThat(List.of(unsent.strike(CAUSE), unsent.strike("txn-1"))).containsExactly(false, true);
    }

    @Test
    void of_those_who_asked_the_last_ten_thousand_are_remembered() {
        Chaos chaos = new Chaos(Chaos.Settings.everywhere(0, 7), meters);
        IntStream.rangeClosed(0, 10_000).forEach(i -> chaos.force(Point.AFTER_COMMIT, "request-" + i));
        Dice after = chaos.dice(Point.AFTER_COMMIT);

        assertThat(List.of(after.strike("request-0"), after.strike("request-1"), after.strike("request-10000")))
                .containsExactly(false, true, true);
    }

    @Test
    void every_point_is_counted_from_the_start() {
        usual(7);

        for (Point point : Point.values()) {
            assertThat(injected(point)).isZero();
            assertThat(Point.of(point.label())).hasValue(point);
        }
    }

    @Test
    void a_rate_is_a_share() {
        assertThatThrownBy(() -> Chaos.Settings.everywhere(1.5, 7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Chaos.Settings.everywhere(Double.NaN, 7)).isInstanceOf(IllegalArgumentException.class);
    }

    private Chaos usual(long seed) {
        return new Chaos(Chaos.Settings.everywhere(Chaos.Settings.USUAL_RATE, seed), meters);
    }

    private List<Boolean> strikes(long seed) {
        return strikes(usual(seed).dice(Point.BEFORE_HANDLER));
    }

    private static List<Boolean> strikes(Dice dice) {
        return IntStream.range(0, THROWS).mapToObj(_ -> dice.strike(CAUSE)).toList();
    }

    private double injected(Point point) {
        return meters.get("chaos_injected")
                .tag("point", point.label())
                .counter()
                .count();
    }
}
