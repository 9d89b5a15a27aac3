package waybill.engine.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.engine.core.resilience.Guarded;
import waybill.engine.core.resilience.Policy;
import waybill.engine.core.resilience.Result;
import waybill.engine.core.resilience.Retries;
import waybill.engine.core.resilience.Trouble;

/** Our client against sockets: what it sends, what it makes of what comes back, and that it sends it once. */
class ServiceClientTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Retries AT_ONCE =
            Retries.schedule(List.of(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1)));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final StubService stub = stub();

    private static StubService stub() {
        try {
            return new StubService();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @AfterEach
    void end() throws IOException {
        stub.close();
    }

    @Test
    void a_request_carries_its_key_its_trace_and_who_asks() throws Exception {
        try (ServiceClient client = client(PATIENT, "wbk_secret")) {
            Ask ask = Ask.post("/payments/capture", Map.of("amount", "21.98"))
                    .withKey("shp_1")
                    .tracedTo("00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01");
            assertThat(answered(client.ask(ask)).body().path("status").asInt()).isEqualTo(200);
        }
        assertThat(stub.arrivals).singleElement().satisfies(arrival -> {
            assertThat(arrival.method() + " " + arrival.path()).isEqualTo("POST /payments/capture");
            assertThat(arrival.body()).isEqualTo("{\"amount\":\"21.98\"}");
            assertThat(arrival.headers())
                    .containsEntry("idempotency-key", "shp_1")
                    .containsEntry("traceparent", "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01")
                    .containsEntry("authorization", "Bearer wbk_secret")
                    .containsEntry("content-type", "application/json");
        });
    }

    @Test
    void every_attempt_carries_the_same_key() throws Exception {
        stub.then(StubService.status(503), StubService.status(429), new StubService.Act.HangUp());
        try (ServiceClient client = client(PATIENT, null)) {
            assertThat(answered(client.ask(Ask.post("/x", Map.of()).withKey("k-1")))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(stub.arrivals)
                .hasSize(4)
                .allSatisfy(arrival -> assertThat(arrival.headers()).containsEntry("idempotency-key", "k-1"));
        assertThat(retries("lost") + retries("server_error") + retries("too_many_requests"))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE"})
    void a_connection_that_breaks_before_the_answer_has_carried_one_request(String method) throws Exception {
        stub.then(new StubService.Act.HangUp());
        try (ServiceClient client = once(PATIENT)) {
            assertThat(client.ask(Ask.of(method, "/x", Map.of())))
                    .isInstanceOfSatisfying(
                            Result.Ambiguous.class,
                            it -> assertThat(it.trouble()).isEqualTo(Trouble.LOST));
        }
        assertThat(stub.arrivals).hasSize(1);
    }

    @Test
    void a_kept_connection_that_breaks_leaves_no_doubt_that_something_was_sent() throws Exception {
        stub.then(StubService.status(200), new StubService.Act.HangUp());
        try (ServiceClient client = once(PATIENT)) {
            answered(client.ask(Ask.get("/x")));
            assertThat(client.ask(Ask.get("/x"))).isInstanceOf(Result.Ambiguous.class);
        }
        assertThat(stub.arrivals).hasSize(2);
    }

    @Test
    void nobody_there_means_provably_not_sent() throws Exception {
        URI nobody = nobodyThere();
        try (ServiceClient client = client(nobody, new Guarded(policy(PATIENT, Retries.none()), meters), null)) {
            assertThat(client.ask(Ask.get("/x"))).isInstanceOf(Result.Unreachable.class);
        }
        assertThat(timer("unreachable")).isEqualTo(1);
    }

    private static URI nobodyThere() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
    }

    @Test
    void an_answer_that_does_not_come_or_does_not_end_is_cut_and_ambiguous() throws Exception {
        stub.then(new StubService.Act.Hang(), new StubService.Act.HangInside());
        try (ServiceClient client = once(Duration.ofMillis(300))) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.ask(Ask.get("/x")))
                        .isInstanceOfSatisfying(
                                Result.Ambiguous.class,
                                it -> assertThat(it.trouble()).isEqualTo(Trouble.TIMEOUT));
            }
        }
        assertThat(stub.arrivals).hasSize(2);
        assertThat(timer("timeout")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "{\"a\":1", "{} {}"})
    void a_success_that_cannot_be_read_is_a_lost_answer(String body) throws Exception {
        stub.then(new StubService.Act.Answer(200, "", body));
        try (ServiceClient client = once(PATIENT)) {
            assertThat(client.ask(Ask.get("/x"))).isInstanceOf(Result.Ambiguous.class);
        }
    }

    @Test
    void an_answer_without_end_is_not_kept() throws Exception {
        stub.then(new StubService.Act.Answer(200, "", "\"" + "x".repeat(2 * 1024 * 1024) + "\""));
        try (ServiceClient client = once(PATIENT)) {
            assertThat(client.ask(Ask.get("/x"))).isInstanceOf(Result.Ambiguous.class);
        }
    }

    @Test
    void an_error_of_a_proxy_is_an_answer_too() throws Exception {
        stub.then(new StubService.Act.Answer(502, "Retry-After: 7\r\n", "<html>Bad gateway"));
        try (ServiceClient client = once(PATIENT)) {
            Reply reply = answered(client.ask(Ask.get("/x")));
            assertThat(reply.status()).isEqualTo(502);
            assertThat(reply.body().isMissingNode()).isTrue();
            assertThat(reply.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        }
    }

    @Test
    void a_problem_is_known_by_the_last_part_of_its_type() throws Exception {
        stub.then(new StubService.Act.Answer(409, "", "{\"type\":\"https://waybill.dev/problems/over-capture\"}"));
        try (ServiceClient client = once(PATIENT)) {
            assertThat(answered(client.ask(Ask.get("/x"))).problem()).isEqualTo("over-capture");
        }
    }

    @Test
    void the_token_is_never_shown() {
        assertThat(new ServiceClient.Address(stub.address(), "wbk_secret").toString())
                .doesNotContain("secret");
    }

    private double retries(String reason) {
        return meters.get("retry.count").tag("reason", reason).counter().count();
    }

    private long timer(String status) {
        return meters.get("http.client.requests")
                .tags("name", "inventory", "status", status)
                .timer()
                .count();
    }

    private static Reply answered(Result<Reply> result) {
        assertThat(result).isInstanceOf(Result.Answered.class);
        return ((Result.Answered<Reply>) result).answer();
    }

    private ServiceClient once(Duration timeout) {
        return client(stub.address(), new Guarded(policy(timeout, Retries.none()), meters), null);
    }

    private ServiceClient client(Duration timeout, @org.jspecify.annotations.Nullable String token) {
        return client(stub.address(), new Guarded(policy(timeout, AT_ONCE), meters), token);
    }

    private ServiceClient client(URI base, Guarded guarded, @org.jspecify.annotations.Nullable String token) {
        return new ServiceClient(new ServiceClient.Address(base, token), guarded, meters);
    }

    private static Policy policy(Duration timeout, Retries retries) {
        return new Policy(
                "inventory", timeout, PATIENT, 10, retries, new Policy.BreakerRules(100, Duration.ofSeconds(10)));
    }
}
