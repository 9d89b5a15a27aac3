package waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import waybill.bench.anchors.Anchor;
import waybill.bench.scenarios.Catalogue;

class CourseTest {
    private final List<Scenario> all = Catalogue.all(1000, 1, () -> 1000);

    @Test
    void what_takes_long_is_run_only_on_demand() {
        assertThat(keys(Selection.of(all, false, false))).contains("growth-10k").doesNotContain("growth-1m");
        assertThat(keys(Selection.of(all, false, true))).contains("growth-10k", "growth-1m");
    }

    @Test
    void the_smoke_test_is_short() {
        Selection quick = Selection.of(all, true, false);
        assertThat(keys(quick)).containsExactly("closed-64", "flash-sale");
        assertThat(quick.anchors()).containsExactly(Anchor.Way.FIVE_TRANSACTIONS, Anchor.Way.BATCHES);
    }

    @Test
    void who_aims_at_the_peak_has_it_measured() {
        Selection only = Selection.of(all, false, false).only(List.of("open-loop", "a1"));
        assertThat(keys(only)).containsExactly("closed-64", "open-loop");
        assertThat(only.anchors()).containsExactly(Anchor.Way.FIVE_TRANSACTIONS);
    }

    @Test
    void what_is_skipped_is_not_run() {
        Selection rest = Selection.of(all, true, false).skip(List.of("a3", "flash-sale"));
        assertThat(keys(rest)).containsExactly("closed-64");
        assertThat(rest.anchors()).containsExactly(Anchor.Way.FIVE_TRANSACTIONS);
    }

    @Test
    void a_name_that_nobody_has_is_refused_with_those_that_there_are() {
        Selection selection = Selection.of(all, false, false);
        assertThatThrownBy(() -> selection.skip(List.of("flash")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no scenario flash; there are a1, a2, a3, ")
                .hasMessageContaining("flash-sale");
    }

    @Test
    void growth_begins_in_an_empty_shop_then_rivals_take_turns_and_the_rest_follows() {
        Selection selection = Selection.of(all, false, true);
        Plan plan = new Plan(
                new Plan.Pace(Duration.ZERO, Duration.ZERO, Duration.ZERO, 1),
                new Plan.Goods(1000, 1),
                selection.anchors(),
                selection.scenarios(),
                false);
        Course course = Course.of(plan, null);
        assertThat(course.first()).extracting(Scenario::key).containsExactly("growth-10k", "growth-100k");
        assertThat(course.inRounds()).extracting(Scenario::key).containsExactly("closed-64", "hot-sku");
        assertThat(course.once())
                .extracting(Scenario::key)
                .startsWith("closed-16", "closed-256")
                .endsWith("overload", "growth-1m");
        assertThat(course.told())
                .containsExactlyElementsOf(all.stream().map(Scenario::key).toList());
    }

    private static List<String> keys(Selection selection) {
        return selection.scenarios().stream().map(Scenario::key).toList();
    }
}
