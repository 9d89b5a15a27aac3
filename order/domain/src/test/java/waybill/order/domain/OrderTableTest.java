package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import waybill.kernel.CorruptHistory;

/** Every state answers every command, and the reference page says how. */
final class OrderTableTest {
    private static final OrderDecider DECIDER = new OrderDecider();

    @Test
    void no_state_and_no_command_is_missing_from_the_table() {
        assertThat(kinds(OrderTable.states().values())).isEqualTo(leaves(Order.class));
        assertThat(kinds(OrderTable.commands(DECIDER.initial()).values())).isEqualTo(leaves(OrderCommand.class));
        assertThat(kinds(everyEvent())).isEqualTo(leaves(OrderEvent.class));
    }

    @Test
    void every_state_answers_every_command_of_every_attempt() {
        OrderTable.states().forEach((name, order) -> {
            OrderTable.commands(order).forEach((told, command) -> {
                assertThat(DECIDER.decide(order, command))
                        .as("%s told %s", name, told)
                        .isNotNull();
            });
        });
    }

    @Test
    void every_state_follows_an_event_or_stops_at_it() {
        for (Order order : OrderTable.states().values()) {
            for (OrderEvent event : everyEvent()) {
                try {
                    assertThat(DECIDER.evolve(order, event)).isInstanceOf(Order.Known.class);
                } catch (CorruptHistory impossible) {
                    assertThat(impossible).hasMessageContaining(event.getClass().getSimpleName());
                }
            }
        }
    }

    @Test
    void the_reference_page_is_what_the_decider_does() throws IOException {
        Path page = root().resolve("docs/reference/order-states.md");
        if (Boolean.getBoolean("update")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, OrderTable.page());
        }
        assertThat(page).as("rewrite it with -Dupdate=true").hasContent(OrderTable.page());
    }

    private static Path root() {
        for (Path here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
            if (Files.isDirectory(here.resolve(".mvn"))) {
                return here;
            }
        }
        throw new IllegalStateException("run this inside the repository");
    }

    private static List<OrderEvent> everyEvent() {
        return List.of(
                OrderExamples.created(),
                OrderExamples.held(),
                OrderExamples.isShort(),
                OrderExamples.committed(),
                OrderExamples.released(),
                OrderExamples.authorized(),
                OrderExamples.declined(),
                OrderExamples.failed(),
                OrderExamples.unknown(),
                OrderExamples.added(Hold.Kind.OPERATOR),
                OrderExamples.removed(Hold.Kind.OPERATOR, "all well"),
                OrderExamples.placed(),
                OrderExamples.confirmed(),
                OrderExamples.unpaid(),
                OrderExamples.retried(),
                OrderExamples.cancelled(),
                OrderExamples.returned(1, OrderExamples.PAYMENT));
    }

    private static Set<Class<?>> kinds(Iterable<?> things) {
        Set<Class<?>> kinds = new HashSet<>();
        things.forEach(thing -> kinds.add(thing.getClass()));
        return kinds;
    }

    private static Set<Class<?>> leaves(Class<?> sealed) {
        Class<?>[] below = sealed.getPermittedSubclasses();
        return below == null
                ? Set.of(sealed)
                : Arrays.stream(below).flatMap(kind -> leaves(kind).stream()).collect(Collectors.<Class<?>>toSet());
    }
}
