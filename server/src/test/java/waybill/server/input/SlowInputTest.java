package waybill.server.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.engine.http.server.HttpLimits;
import waybill.server.RunningShop;

/** Requests that stop half way: told so with 408 when the server's patience ends, and nothing is written. */
class SlowInputTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Duration SHORT = Duration.ofMillis(300);

    @AutoClose
    private static final RunningShop SHOP =
            new RunningShop(HttpLimits.standard().withPatience(SHORT, Duration.ofSeconds(20), Duration.ofSeconds(20)));

    private static final Footprint FOOTPRINT = new Footprint(SHOP.databases());

    @AfterAll
    static void close() throws java.sql.SQLException {
        FOOTPRINT.close();
    }

    static List<String> halves() {
        String post = FramingCases.POST.replace("@KEY@", "slow");
        return List.of(
                "G",
                "GET /orders",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + "\u00ab".repeat(508),
                "GET /orders HTTP/1.1\r\n",
                "GET /orders HTTP/1.1\r\nHost: shop\r\nX-Hea",
                "GET /orders HTTP/1.1\r\nHost: shop\r\n",
                post + "Content-Length: " + FramingCases.BODY.length() + "\r\n\r\n",
                post + "Content-Length: 500\r\n\r\n" + FramingCases.BODY,
                post + "Transfer-Encoding: chunked\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\n\r\n" + FramingCases.HEX,
                post + "Transfer-Encoding: chunked\r\n\r\n" + FramingCases.HEX + "\r\n" + FramingCases.BODY,
                post + "Transfer-Encoding: chunked\r\n\r\n" + FramingCases.HEX + "\r\n" + FramingCases.BODY
                        + "\r\n0\r\n",
                post + "Expect: 100-continue\r\nContent-Length: 40\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("halves")
    void is_cut_off_with_408_and_nothing_is_written(String half) throws IOException {
        Footprint.Written before = FOOTPRINT.now();
        try (Wire wire = Wire.open(SHOP.port(), PATIENCE_MILLIS)) {
            Wire.Response answer = wire.send(half).read();
            answer = answer.status() == 100 ? wire.read() : answer;
            assertThat(answer.status()).isEqualTo(408);
            JsonNode problem = Answers.assertIsProblem(answer, half);
            assertThat(problem.get("code").asText()).isEqualTo("REQUEST_TIMEOUT");
            assertThat(answer.isLast()).isTrue();
            assertThat(wire.isAtEnd()).isTrue();
        }
        assertThat(FOOTPRINT.now()).isEqualTo(before);
        assertThat(SHOP.get("/inventory/items").status()).isEqualTo(200);
    }
}
