package waybill.payment.service.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The page for operators lists every row of the mapping. */
class StripePageTest {
    private static final Path PAGE = Path.of("../../docs/operate/payment-gateways.md");

    @Test
    void the_page_lists_every_decline_code_under_its_reason() throws IOException {
        Map<String, TreeSet<String>> byReason = new TreeMap<>();
        StripeDeclines.REASONS.forEach((code, reason) ->
                byReason.computeIfAbsent(reason, _ -> new TreeSet<>()).add("`" + code + "`"));
        List<String> rows = new ArrayList<>();
        byReason.forEach((reason, codes) -> rows.add("| `" + reason + "` | " + String.join(", ", codes) + " |"));
        assertThat(lines()).containsSubsequence(rows);
    }

    @Test
    void the_page_lists_every_refusal() throws IOException {
        List<String> rows =
                StripeRefusals.ROWS.stream().map(StripePageTest::row).toList();
        assertThat(lines()).containsSubsequence(rows);
    }

    private static String row(StripeRefusals.Row row) {
        String about = row.code() == null
                ? "parameter `" + row.param() + "`"
                : "`" + row.code() + "`" + (row.param() == null ? "" : " of `" + row.param() + "`");
        return "| " + row.kind() + " | " + about + " | `" + row.reason() + "` |";
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(PAGE);
    }
}
