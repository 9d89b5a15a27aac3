package waybill.order.service.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.contracts.json.WireJson;
import waybill.engine.core.log.EventCodec;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderSaga.Mark;
import waybill.order.domain.OrderStatus;
import waybill.order.service.persons.KeyRings;

/**
 * Every history of every release decodes and folds. A file is a history, a line an event: its type, a blank, its bytes;
 * the name ends with the status it leads to. Files are only added: {@code -Dupdate=true} writes those of this release.
 */
class OrderHistoryFilesTest {
    private static final Path FILES = Path.of("src/test/resources/golden/histories");
    private static final Path OF_THIS_RELEASE = FILES.resolve("0.1.0");
    private static final Path EXPIRED = FILES.resolve("before-0.1.0/hold-ran-out.PENDING.txt");

    private static KeyRings rings;
    private static EventCodec<OrderEvent> codec;

    @BeforeAll
    static void open() throws IOException {
        rings = new KeyRings();
        codec = OrderEvents.codec(rings.ring());
        if (Boolean.getBoolean("update")) {
            Files.createDirectories(OF_THIS_RELEASE);
            for (Map.Entry<String, List<OrderEvent>> story : Stories.all().entrySet()) {
                Files.write(OF_THIS_RELEASE.resolve(story.getKey() + ".txt"), lines(story.getValue()));
            }
        }
    }

    @AfterAll
    static void close() {
        rings.close();
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(FILES)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void every_history_decodes_and_folds(Path file) throws IOException {
        String name = file.getFileName().toString();
        assertThat(fold(file))
                .isInstanceOfSatisfying(
                        Order.Known.class,
                        order -> assertThat(OrderStatus.of(order).name())
                                .isEqualTo(name.substring(name.indexOf('.') + 1, name.lastIndexOf('.'))));
    }

    @Test
    void every_kind_of_event_is_in_some_history() throws IOException {
        Set<String> types = new TreeSet<>();
        for (Path file : files()) {
            Files.readAllLines(file).forEach(line -> types.add(line.substring(0, line.indexOf(' '))));
        }
        assertThat(types).isEqualTo(new TreeSet<>(OrderEvents.CLASSES.keySet()));
    }

    @Test
    void what_is_written_today_is_what_the_files_of_this_release_say() throws IOException {
        for (Map.Entry<String, List<OrderEvent>> story : Stories.all().entrySet()) {
            assertThat(Files.readAllLines(OF_THIS_RELEASE.resolve(story.getKey() + ".txt")))
                    .as(story.getKey())
                    .isEqualTo(lines(story.getValue()));
        }
    }

    @Test
    void a_hold_that_was_told_to_be_released_because_it_expired_has_expired() throws IOException {
        Order order = fold(EXPIRED);
        assertThat(order).isInstanceOfSatisfying(Order.AwaitingPayment.class, waiting -> {
            assertThat(waiting.facts().has(Mark.STOCK_EXPIRED)).isTrue();
            assertThat(waiting.facts().has(Mark.STOCK_RELEASED)).isFalse();
            OrderCommand paid = new OrderCommand.NotePaymentAuthorized(
                    waiting.facts().id(),
                    1,
                    Stories.PAYMENT,
                    waiting.facts().what().total(),
                    Instant.parse("2026-02-01T00:00:00Z"));
            assertThat(new OrderDecider().decide(order, paid).toString()).contains("StockWanted");
        });
    }

    private static Order fold(Path file) throws IOException {
        List<OrderEvent> events = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            int blank = line.indexOf(' ');
            events.add(codec.decode(
                    line.substring(0, blank), line.substring(blank + 1).getBytes(StandardCharsets.UTF_8)));
        }
        return new OrderDecider().fold(events);
    }

    /** Unsealed, or nobody could read them without the key that sealed them. */
    private static List<String> lines(List<OrderEvent> events) {
        return events.stream()
                .map(event -> codec.type(event) + " " + new String(WireJson.write(event), StandardCharsets.UTF_8))
                .toList();
    }
}
