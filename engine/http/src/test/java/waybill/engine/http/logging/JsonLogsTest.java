package waybill.engine.http.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** Log lines as they reach a file. */
class JsonLogsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @AfterEach
    void back_to_the_first_configuration() {
        new FirstConfiguration().configure((ch.qos.logback.classic.LoggerContext) LoggerFactory.getILoggerFactory());
    }

    @Test
    void a_line_has_the_fields_of_the_contract() throws IOException {
        List<JsonNode> lines = logged(() -> {
            MDC.put("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736");
            MDC.put("customer_email", "ada@example.com");
            LoggerFactory.getLogger("waybill.order.service")
                    .atInfo()
                    .addKeyValue("event", "order.placed")
                    .addKeyValue("order_id", "ord_1")
                    .addKeyValue("duration_ms", 12)
                    .log("order placed");
            MDC.clear();
        });
        JsonNode line = lines.getFirst();
        assertThat(line.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "@timestamp",
                        "level",
                        "logger",
                        "message",
                        "service",
                        "trace_id",
                        "event",
                        "order_id",
                        "duration_ms");
        assertThat(line.path("@timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("logger").asText()).isEqualTo("waybill.order.service");
        assertThat(line.path("service").asText()).isEqualTo("order");
        assertThat(line.path("duration_ms").isInt()).isTrue();
    }

    @Test
    void nothing_that_is_logged_can_begin_a_line_of_its_own() throws IOException {
        String forged = "x\r\n{\"level\":\"ERROR\",\"message\":\"forged\"}\u2028\n";
        List<JsonNode> lines = logged(() -> {
            Logger log = LoggerFactory.getLogger("waybill.engine.any");
            log.info("name is {}", forged);
            log.atWarn()
                    .addKeyValue("order_id", forged)
                    .setCause(new IllegalStateException(forged))
                    .log("again");
        });
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("message").asText()).isEqualTo("name is " + forged);
        assertThat(lines.get(1).path("stack_trace").asText())
                .contains("IllegalStateException")
                .contains("forged");
    }

    @Test
    void others_are_heard_from_warnings_on_whichever_way_they_log() throws IOException {
        List<JsonNode> lines = logged(() -> {
            LoggerFactory.getLogger("com.zaxxer.hikari").info("too much to know");
            LoggerFactory.getLogger("com.zaxxer.hikari").warn("slf4j");
            java.util.logging.Logger.getLogger("org.postgresql").info("too much to know");
            java.util.logging.Logger.getLogger("org.postgresql").log(java.util.logging.Level.WARNING, "jul {0}", 1);
            System.getLogger("io.helidon").log(System.Logger.Level.ERROR, "system");
            LoggerFactory.getLogger("waybill.server").debug("too much to know");
        });
        assertThat(lines.stream()
                        .map(line -> line.path("level").asText() + " "
                                + line.path("message").asText()))
                .containsExactly("WARN slf4j", "WARN jul 1", "ERROR system");
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.path("service").asText()).isEqualTo("waybill"));
    }

    @Test
    void a_logger_belongs_to_the_service_whose_package_it_is_in() {
        assertThat(JsonLines.serviceOf("waybill.payment.service.http.Endpoints", "all"))
                .isEqualTo("payment");
        assertThat(JsonLines.serviceOf("waybill.engine.http.server.Edge", "all"))
                .isEqualTo("all");
        assertThat(JsonLines.serviceOf("waybill.order", "all")).isEqualTo("all");
        assertThat(JsonLines.serviceOf("org.order.inventory", "all")).isEqualTo("all");
    }

    private List<JsonNode> logged(Runnable talk) throws IOException {
        Path file = directory.resolve("waybill.log");
        try (JsonLogs _ = JsonLogs.start(
                new JsonLogs.Settings("waybill", Level.INFO, Map.of("waybill.loud", Level.DEBUG), file))) {
            talk.run();
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
