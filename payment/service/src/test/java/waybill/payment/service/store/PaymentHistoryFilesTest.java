package waybill.payment.service.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.engine.core.log.EventCodec;
import waybill.payment.domain.CaptureEvent;
import waybill.payment.domain.PaymentDecider;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.Payments;
import waybill.payment.domain.RefundEvent;

/** Every stored event of every release still decodes and folds. A file, once released, never changes. */
class PaymentHistoryFilesTest {
    private static final Path FILES = Path.of("src/test/resources/histories/v1");
    private static final EventCodec<PaymentEvent> CODEC = PaymentEvents.codec();

    @Test
    void every_stored_history_decodes_folds_and_is_written_the_same_again() throws IOException {
        for (Path file : files()) {
            List<PaymentEvent> history = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                String[] stored = line.split(" ", 2);
                PaymentEvent event = CODEC.decode(stored[0], stored[1].getBytes(UTF_8));
                assertThat(line(event)).isEqualTo(line);
                history.add(event);
            }
            Payments payments = new PaymentDecider().fold(history);
            assertThat(payments.all()).as(file.toString()).isNotEmpty();
        }
    }

    @Test
    void the_files_say_what_they_were_written_from() throws IOException {
        for (var history : StoredHistories.all().entrySet()) {
            Path file = FILES.resolve(history.getKey() + ".txt");
            List<String> lines = history.getValue().stream()
                    .map(PaymentHistoryFilesTest::line)
                    .toList();
            if (Boolean.getBoolean("update") && Files.notExists(file)) {
                Files.createDirectories(FILES);
                Files.write(file, lines);
            }
            assertThat(Files.readAllLines(file))
                    .as("-Dupdate=true writes a new file")
                    .isEqualTo(lines);
        }
    }

    @Test
    void no_kind_of_event_is_missing() throws IOException {
        Set<Class<?>> met = new HashSet<>();
        StoredHistories.all().values().forEach(history -> history.forEach(event -> met.add(event.getClass())));
        Set<Class<?>> kinds = new HashSet<>();
        for (Class<?> home : List.of(PaymentEvent.class, CaptureEvent.class, RefundEvent.class)) {
            Stream.of(home.getDeclaredClasses()).filter(Class::isRecord).forEach(kinds::add);
        }
        assertThat(met).isEqualTo(kinds);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            List<Path> found = files.toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static String line(PaymentEvent event) {
        return CODEC.type(event) + " " + new String(CODEC.encode(event), UTF_8);
    }
}
