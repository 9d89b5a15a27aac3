package waybill.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person stands in no file of the shop, not in its logs and not in PostgreSQL's, and is forgotten by one command. */
class ForgettingAPersonSystemTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration WITHIN_SECONDS = Duration.ofSeconds(5);
    private static final String CANARY = "zq9canary";
    private static final String ORDER = """
            {"customer":{"id":"cust1","name":"zq9canary Name","email":"zq9canary@example.com"},"currency":"EUR",
             "items":[{"productId":"MUG","quantity":1,"price":"10.99"}],
             "shippingAddress":{"street":"1 zq9canary St","city":"zq9canary","zip":"10115","country":"DE"},
             "payment":{"token":"tok_ok"},"metadata":{"zq9canary":"zq9canary"}}""";

    private final DataDirectory directory = new DataDirectory();
    private final Path data = directory.path().resolve("data");

    @AfterEach
    void nobody_is_left_behind() {
        directory.expectNobodyWithin(SOON);
        directory.close();
    }

    private String forget(String customer, int exitCode) {
        try (RunningWaybill command =
                RunningWaybill.launch(URI.create("http://127.0.0.1"), "forget", customer, "--data", data.toString())) {
            assertThat(command.awaitEnd()).as(command.complaints()).isEqualTo(exitCode);
            return String.join("\n", command.lines()) + command.complaints();
        }
    }

    private List<Path> filesThatSay(String text) {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> says(file, text))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean says(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_person_is_forgotten_while_the_shop_runs_and_stands_in_no_file_of_it() {
        try (RunningWaybill waybill = RunningWaybill.start(data)) {
            Shop shop = waybill.shop();
            shop.receive("MUG", 10);
            String order = shop.post("/orders", ORDER, "Idempotency-Key", Shop.newKey(), "Prefer", "wait=20")
                    .expect(201)
                    .member("/id");
            assertThat(shop.order(order).toString()).contains(CANARY);
            assertThat(filesThatSay(order)).as("the search finds what is there").isNotEmpty();
            assertThat(filesThatSay(CANARY)).isEmpty();

            assertThat(forget("nobody", 1)).isEqualTo("Nothing personal is known of a customer nobody.");
            assertThat(forget("cust1", 0)).contains("The customer cust1 was forgotten", "in 1 order.");

            Eventually.within(
                    WITHIN_SECONDS,
                    () -> assertThat(shop.order(order).toString())
                            .doesNotContain(CANARY)
                            .contains("[forgotten]"));
            assertThat(shop.order(order).member("/status")).isEqualTo("CONFIRMED");
            assertThat(waybill.terminate()).isZero();
        }
        assertThat(forget("cust1", 0)).as("again, with nothing running").contains("in 1 order.");
        assertThat(filesThatSay(CANARY)).isEmpty();
    }

    @Test
    void a_shop_whose_master_key_is_lost_says_so_and_makes_no_other() throws IOException {
        try (RunningWaybill waybill = RunningWaybill.start(data)) {
            assertThat(waybill.terminate()).isZero();
        }
        Path key = data.resolve("master.key");
        Files.delete(key);

        try (RunningWaybill without = RunningWaybill.launch(
                URI.create("http://127.0.0.1"), "run", "--port", "0", "--data", data.toString())) {
            assertThat(without.awaitEnd()).isEqualTo(1);
            assertThat(without.complaints())
                    .isEqualTo("The master key of personal data is not in " + key
                            + ": put back the one this database was begun with.");
        }
        assertThat(key).doesNotExist();
    }
}
