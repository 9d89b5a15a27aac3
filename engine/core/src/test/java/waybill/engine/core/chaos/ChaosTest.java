package waybill.engine.core.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import waybill.engine.core.chaos.Chaos.Point;

class ChaosTest {
    private static final int THROWS = 20_000;

    @Test
    void the_same_seed_strikes_at_the_same_throws() {
        assertThat(strikes(7)).isEqualTo(strikes(7)).isNotEqualTo(strikes(8));
    }

    @Test
    void it_strikes_about_as_often_as_it_should() {
        long hits = strikes(7).stream().filter(hit -> hit).count();

        assertThat(hits / (double) THROWS).isBetween(0.045, 0.055);
    }

    @Test
    void it_strikes_only_where_it_may() {
        Chaos chaos = new Chaos(new Chaos.Settings(1, 7, Set.of(Point.AFTER_COMMIT)));

        assertThat(chaos.strikes(Point.BEFORE_HANDLER)).isFalse();
        assertThat(chaos.strikes(Point.AFTER_COMMIT)).isTrue();
    }

    @Test
    void a_rate_is_a_share() {
        assertThatThrownBy(() -> Chaos.Settings.everywhere(1.5, 7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Chaos.Settings.everywhere(Double.NaN, 7)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Boolean> strikes(long seed) {
        Chaos chaos = new Chaos(Chaos.Settings.everywhere(Chaos.Settings.USUAL_RATE, seed));
        return IntStream.range(0, THROWS)
                .mapToObj(_ -> chaos.strikes(Point.BEFORE_HANDLER))
                .toList();
    }
}
