package waybill.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DecisionTest {
    @Test
    void an_accepted_command_has_events_that_nobody_can_change() {
        List<String> events = new ArrayList<>(List.of("a"));
        Decision<String, String> decision = Decision.acceptAll(events);
        events.add("b");

        assertThat(decision).isEqualTo(Decision.accept("a"));
        assertThat(Decision.accept("a", "b")).isEqualTo(new Decision.Accepted<>(List.of("a", "b")));
        assertThat(Decision.accept("a", "b", "c")).isEqualTo(new Decision.Accepted<>(List.of("a", "b", "c")));
    }

    @Test
    void accepting_nothing_is_a_mistake() {
        assertThatThrownBy(() -> Decision.acceptAll(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_history_is_folded_from_the_beginning() {
        Decider<String, String, String, String> decider = new Decider<>() {
            @Override
            public String initial() {
                return ">";
            }

            @Override
            public Decision<String, String> decide(String state, String command) {
                return Decision.refuse(command);
            }

            @Override
            public String evolve(String state, String event) {
                return state + event;
            }
        };

        assertThat(decider.fold(List.of("a", "b", "c"))).isEqualTo(">abc");
        assertThat(decider.fold(List.of())).isEqualTo(">");
    }
}
