package waybill.engine.http.writes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Calls;
import waybill.engine.http.Handler;
import waybill.engine.http.Problem;
import waybill.engine.http.ProblemException;

class KeyedRequestsTest {
    private static final Map<String, String> KEY = Map.of("Idempotency-Key", "k-1");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KeyedRequests requests = new KeyedRequests("order", meters);

    private void answer(String method, Map<String, String> headers, Handler handler) throws Exception {
        Call call = Calls.call(method, "/any", Map.of(), "", headers);
        requests.around(call.route(), handler).answer(call);
    }

    private void refuse(String slug) {
        assertThatThrownBy(() -> answer("POST", KEY, _ -> {
                    throw Problem.of(slug, "No.").asException();
                }))
                .isInstanceOf(ProblemException.class);
    }

    /** first, replayed, reused, in_use. */
    private double[] counted() {
        return Map.of("first", 0, "replayed", 1, "reused", 2, "in_use", 3).entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .mapToDouble(result -> meters.get("idempotency_requests")
                        .tags("name", "order", "result", result.getKey())
                        .counter()
                        .count())
                .toArray();
    }

    @Test
    void what_is_decided_under_a_key_is_the_first_whatever_was_decided() throws Exception {
        answer("POST", KEY, _ -> Answer.empty(204));
        answer("PUT", KEY, _ -> Answer.problem(Problem.of("not-found", "No.")));

        assertThat(counted()).containsExactly(2, 0, 0, 0);
    }

    @Test
    void what_was_told_before_is_replayed() throws Exception {
        answer("DELETE", KEY, _ -> Writes.replayed(Answer.empty(204)));

        assertThat(counted()).containsExactly(0, 1, 0, 0);
    }

    @Test
    void a_key_of_another_request_and_one_that_is_being_worked_on_are_told_apart() {
        refuse("idempotency-key-reused");
        refuse("idempotency-key-in-use");

        assertThat(counted()).containsExactly(0, 0, 1, 1);
    }

    @Test
    void what_is_not_decided_and_what_has_no_key_and_what_only_reads_is_not_counted() throws Exception {
        refuse("validation-failed");
        refuse("overloaded");
        answer("POST", Map.of(), _ -> Answer.empty(204));
        answer("GET", KEY, _ -> Answer.empty(204));

        assertThat(counted()).containsExactly(0, 0, 0, 0);
    }
}
