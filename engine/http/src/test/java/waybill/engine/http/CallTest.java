package waybill.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.engine.http.access.Access;

/** A call and its answer, without a wire. */
class CallTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "POST | /a | q=1 | {\"a\":1,\"b\":[2]}      | true",
                "POST | /a | q=1 | { \"b\":[2.0], \"a\":1.00 } | true",
                "POST | /a | q=1 | {\"a\":1,\"b\":[2],\"c\":null} | false",
                "POST | /a | q=1 | {\"a\":2,\"b\":[2]}      | false",
                "PUT  | /a | q=1 | {\"a\":1,\"b\":[2]}      | false",
                "POST | /b | q=1 | {\"a\":1,\"b\":[2]}      | false",
                "POST | /a | q=2 | {\"a\":1,\"b\":[2]}      | false",
                "POST | /a | q=1 | ~~                       | false"
            })
    void a_fingerprint_tells_requests_apart_not_their_spelling(
            String method, String path, String query, String body, boolean same) {
        String first = fingerprint("POST", "/a", "q=1", "{\"a\":1,\"b\":[2]}");
        assertThat(first).matches("[0-9a-f]{64}");
        assertThat(fingerprint(method, path, query, body).equals(first)).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", " { } "})
    void an_operation_without_input_takes_nothing_or_an_empty_object(String body) {
        Call call = Calls.post("/any", body);
        call.emptyBody();
        assertThat(call.route().operation()).isEqualTo("any");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "[]", "null", "x"})
    void and_nothing_else(String body) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Calls.post("/any", body).emptyBody())
                .satisfies(raised -> assertThat(raised.problem().slug()).isEqualTo("validation-failed"));
    }

    @Test
    void an_id_in_a_path_is_one_or_400() {
        Call call = Calls.post("/any", "");
        int seven = call.path("id", text -> Optional.of(Integer.parseInt(text)));
        assertThat(seven).isEqualTo(7);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> call.path("id", text -> Optional.empty()))
                .satisfies(raised -> assertThat(raised.problem().members().get("errors"))
                        .isEqualTo(List.of(new FieldError("/path/id", "INVALID", "the path has no valid id."))));
        assertThatIllegalArgumentException().isThrownBy(() -> call.path("other"));
    }

    @Test
    void a_problem_becomes_a_document_that_can_be_stored() {
        Problem problem = Problem.of("insufficient-stock", "There is not enough stock.")
                .with("items", List.of(Map.of("productId", "A", "requested", 2, "available", 1)))
                .retryAfter(5);
        Call call = Calls.post("/orders", "{}");
        Answer answer = call.answer(problem);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.headers()).containsExactly(Map.entry("Retry-After", "5"));
        assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                .startsWith(
                        "{\"type\":\"/problems/insufficient-stock\",\"title\":\"There is not enough stock\",\"status\":409,")
                .contains(
                        "\"code\":\"INSUFFICIENT_STOCK\"",
                        "\"instance\":\"/orders\"",
                        "\"traceId\":\"" + call.traceId())
                .contains("\"error\":\"There is not enough stock.\"", "\"available\":1");
        assertThatIllegalStateException()
                .isThrownBy(() -> Answer.problem(problem).body());
    }

    @Test
    void an_error_sentence_of_its_own_wins() {
        Problem problem =
                Problem.of("payment-unavailable", "The gateway is away.").with("error", "You have not been charged.");
        String document =
                new String(Calls.post("/orders", "").answer(problem).body(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(document)
                .contains("\"detail\":\"The gateway is away.\"", "\"error\":\"You have not been charged.\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: x", "a\nb", "ä", "\u0000"})
    void a_header_cannot_begin_another_line(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> Answer.empty(204).withHeader("Location", value));
    }

    @Test
    void routes_can_be_wrapped_without_losing_their_names() throws Exception {
        Routes routes = new Routes()
                .get("/a/{id}", "getA", Access.everybody(), call -> Answer.empty(204))
                .wrapped((route, handler) -> call -> handler.answer(call).withHeader("X-Route", route.operation()));
        Route route = routes.all().getFirst();
        assertThat(route.pathParameters()).containsExactly("id");
        assertThat(route.handler().answer(Calls.post("/a/1", "")).headers()).containsEntry("X-Route", "getA");
    }

    private static String fingerprint(String method, String path, String query, String body) {
        String[] pair = query.split("=", -1);
        return Calls.call(method, path, Map.of(pair[0], pair[1]), body, Map.of())
                .fingerprint();
    }
}
