package waybill.engine.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import waybill.engine.http.Answer;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;

/** Starting, measuring and stopping. */
class HttpServerTest {
    @Test
    void a_port_that_is_taken_is_one_sentence() {
        try (ExampleServer first = ExampleServer.standard()) {
            HttpSettings same = HttpSettings.of("127.0.0.1", first.port(), List.of());
            assertThatExceptionOfType(CannotListen.class)
                    .isThrownBy(() -> HttpServer.start(same, new SimpleMeterRegistry()))
                    .withMessageMatching("Cannot listen on 127.0.0.1:" + first.port() + ": .+ in use.*\\.");
        }
    }

    @Test
    void two_services_cannot_answer_the_same() {
        Routes mine = new Routes().get("/orders/{id}", "a", Access.everybody(), call -> Answer.empty(204));
        Routes yours = new Routes().get("/orders/{orderId}", "b", Access.everybody(), call -> Answer.empty(204));
        HttpSettings both = HttpSettings.of("127.0.0.1", 0, List.of(mine, yours));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> HttpServer.start(both, new SimpleMeterRegistry()));
    }

    @Test
    void a_running_call_is_answered_before_the_server_stops() throws Exception {
        try (ExampleServer server = ExampleServer.standard();
                RawClient client = server.client()) {
            client.send(RawClient.head("POST /wait", "Content-Length: 0") + "\r\n");
            server.awaitEntered();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            RawClient.Reply reply = client.read();
            assertThat(reply.body()).isEqualTo("{\"waited\":true}");
            stopped.join();
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void nobody_without_a_running_call_keeps_the_server_from_stopping() throws Exception {
        try (ExampleServer server = ExampleServer.standard();
                RawClient silent = server.client();
                RawClient half = server.client();
                RawClient done = server.client()) {
            half.send("GET /things/1 HT");
            done.send(RawClient.head("GET /things/1") + "\r\n");
            assertThat(done.read().status()).isEqualTo(200);
            CompletableFuture.runAsync(server::close)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            assertThat(silent.isClosed()).isTrue();
            assertThat(done.isClosed()).isTrue();
        }
    }

    @Test
    void requests_are_measured_by_template_never_by_what_clients_write() throws Exception {
        try (ExampleServer server = ExampleServer.standard();
                RawClient client = server.client()) {
            client.send(RawClient.head("GET /things/1") + "\r\n" + RawClient.head("HEAD /things/2") + "\r\n");
            client.send(RawClient.head("GET /nowhere/42") + "\r\n" + RawClient.head("FROB /things/3") + "\r\n");
            client.read();
            client.read(false);
            client.read();
            client.read();
            client.send("broken\r\n\r\n").finish();
            client.read();
            assertThat(client.isClosed()).isTrue();
            assertThat(labels(server))
                    .containsExactlyInAnyOrder(
                            "GET /things/{id} 200",
                            "HEAD /things/{id} 200",
                            "GET none 404",
                            "OTHER none 405",
                            "OTHER none 400");
        }
    }

    private static List<String> labels(ExampleServer server) {
        return server.metrics.find("http.server.requests").timers().stream()
                .filter(timer -> timer.count() > 0)
                .map(timer -> timer.getId().getTag("method") + " "
                        + timer.getId().getTag("route") + " " + timer.getId().getTag("status"))
                .toList();
    }
}
