package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.kernel.CorruptHistory;
import waybill.order.domain.rules.OrderTable;
import waybill.order.domain.rules.OrderTable.State;
import waybill.order.domain.rules.Trigger;

/** Every state has an answer to every command, and the reference page says which. */
final class OrderTableTest {
    private static final OrderDecider DECIDER = new OrderDecider();

    @Test
    void no_state_and_no_command_is_missing_from_the_table() {
        assertThat(names(State.values())).isEqualTo(names(leaves(Order.class)));
        assertThat(names(Trigger.values())).isEqualTo(names(leaves(OrderCommand.class)));
        for (State state : State.values()) {
            for (Trigger trigger : Trigger.values()) {
                assertThat(OrderTable.cell(state, trigger))
                        .as("%s told %s", state, trigger)
                        .isNotNull();
            }
        }
    }

    @Test
    void every_state_follows_an_event_or_stops_at_it() {
        Set<Class<?>> kinds = new HashSet<>();
        for (OrderEvent event : everyEvent()) {
            kinds.add(event.getClass());
            Stream.concat(Stream.of(DECIDER.initial()), OrderSamples.all().values().stream())
                    .forEach(order -> followsOrStops(order, event));
        }
        assertThat(kinds).isEqualTo(leaves(OrderEvent.class));
    }

    @Test
    void the_reference_page_is_what_the_table_says() throws IOException {
        Path page = root().resolve("docs/reference/order-states.md");
        if (Boolean.getBoolean("update")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, OrderPage.text());
        }
        assertThat(page).as("rewrite it with -Dupdate=true").hasContent(OrderPage.text());
    }

    private static void followsOrStops(Order order, OrderEvent event) {
        try {
            assertThat(DECIDER.evolve(order, event)).isInstanceOf(Order.Known.class);
        } catch (CorruptHistory impossible) {
            assertThat(impossible).hasMessageContaining(event.getClass().getSimpleName());
        }
    }

    /** Whatever happens in the walks, and so everything that can happen. */
    private static List<OrderEvent> everyEvent() {
        Set<Class<?>> seen = new HashSet<>();
        return Stream.iterate(1L, seed -> seed <= 300, seed -> seed + 1)
                .flatMap(seed -> OrderStory.life(DECIDER, seed).stream())
                .flatMap(moment -> moment.events().stream())
                .filter(event -> seen.add(event.getClass()))
                .toList();
    }

    private static Path root() {
        for (Path here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
            if (Files.isDirectory(here.resolve(".mvn"))) {
                return here;
            }
        }
        throw new IllegalStateException("run this inside the repository");
    }

    private static Set<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().replace("_", ""))
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Set<Class<?>> kinds) {
        return kinds.stream()
                .map(kind -> kind.getSimpleName().toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Set<Class<?>> leaves(Class<?> sealed) {
        Class<?>[] below = sealed.getPermittedSubclasses();
        return below == null
                ? Set.of(sealed)
                : Arrays.stream(below).flatMap(kind -> leaves(kind).stream()).collect(Collectors.<Class<?>>toSet());
    }
}
