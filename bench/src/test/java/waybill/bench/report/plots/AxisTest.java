package waybill.bench.report.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void an_even_axis_begins_at_nothing_and_is_marked_at_round_numbers() {
        Axis axis = Axis.linear(16_500);
        assertThat(axis.marks()).containsExactly(0.0, 5000.0, 10_000.0, 15_000.0, 20_000.0);
        assertThat(axis.share(0)).isZero();
        assertThat(axis.share(5000)).isEqualTo(0.25, within(1e-9));
    }

    @Test
    void a_logarithmic_axis_goes_from_power_to_power() {
        Axis axis = Axis.logarithmic(3, 420);
        assertThat(axis.marks()).containsExactly(1.0, 10.0, 100.0, 1000.0);
        assertThat(axis.share(10)).isEqualTo(1 / 3.0, within(1e-9));
        assertThat(axis.share(0))
                .as("what has no logarithm is drawn at the left end")
                .isZero();
    }

    @Test
    void an_axis_for_a_single_value_has_a_length() {
        assertThat(Axis.logarithmic(10, 10).marks()).containsExactly(10.0, 100.0);
        assertThat(Axis.linear(0).marks()).hasSizeGreaterThan(1);
    }
}
