package waybill.server.input;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge of answers sees what it is there to see. */
class AnswersBiteTest {
    private static final String GOOD = """
            {"type":"/problems/not-found","title":"There is no such thing","status":404,"detail":"There is no order.",\
            "instance":"/orders/x","code":"NOT_FOUND","traceId":"0af7651916cd43dd8448eb211c80319c",\
            "error":"There is no order."}""";

    @Test
    void a_whole_problem_is_one() {
        assertThatCode(() -> judge(404, GOOD)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at waybill.order.domain.OrderDecider.decide(OrderDecider.java:17)",
                "java.lang.IllegalStateException: no",
                "com.fasterxml.jackson.core.JsonParseException",
                "NullPointerException",
                "SELECT position FROM events",
                "insert into stock values",
                "ERROR: relation \\\"events\\\" does not exist",
                "SQLSTATE 23505",
                "/home/waybill/data/17/main"
            })
    void the_inside_does_not_get_out(String inside) {
        assertThatThrownBy(() -> judge(404, GOOD.replace("There is no order.", inside)))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "\"status\":404|\"status\":400",
                "\"code\":\"NOT_FOUND\"|\"code\":\"NEVER_HEARD_OF\"",
                "\"traceId\":\"0af7651916cd43dd8448eb211c80319c\",|",
                "\"code\"|\"more\":1,\"code\""
            })
    void half_a_problem_is_none(String change) {
        String[] fromAndTo = change.split("[|]", -1);
        String body = fromAndTo.length == 1 ? change : GOOD.replace(fromAndTo[0], fromAndTo[1]);
        assertThatThrownBy(() -> judge(404, body)).isInstanceOf(AssertionError.class);
    }

    private static void judge(int status, String body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(Map.of(
                "Content-Type", "application/problem+json",
                "X-Content-Type-Options", "nosniff",
                "Cache-Control", "no-store",
                "X-Request-Id", "1"));
        Answers.assertIsProblem(new Wire.Response(status, headers, body), "GET /orders/x HTTP/1.1");
    }
}
