package waybill.engine.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.engine.http.server.FramingTest.assertIsProblem;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every limit of API.md §1, just below it and just above it. */
class LimitsTest {
    private static final String KEYED =
            RawClient.head("POST /things", "Content-Type: application/json", "Idempotency-Key: k");

    @ParameterizedTest
    @CsvSource({"262144, 201", "262145, 413", "2000000, 413"})
    void a_body_may_have_256_kib(int length, int status) throws IOException {
        String thing = "{\"name\":\"a\",\"price\":1" + " ".repeat(length - 22) + "}";
        try (ExampleServer server = ExampleServer.standard();
                RawClient client = server.client()) {
            client.send(KEYED + "Content-Length: " + length + "\r\n\r\n" + thing);
            assertThat(client.read().status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({"262144, 201", "262145, 413"})
    void a_body_in_chunks_may_have_256_kib_too(int length, int status) throws IOException {
        String thing = "{\"name\":\"a\",\"price\":1" + " ".repeat(length - 22) + "}";
        try (ExampleServer server = ExampleServer.standard();
                RawClient client = server.client()) {
            client.send(KEYED + "Transfer-Encoding: chunked\r\n\r\n");
            client.send(Integer.toHexString(length) + "\r\n" + thing + "\r\n0\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({"8192, 200", "8193, 414", "20000, 414"})
    void an_address_may_have_8_kib(int length, int status) throws IOException {
        String path = "/things/" + "a".repeat(length - "/things/".length());
        try (ExampleServer server = ExampleServer.standard();
                RawClient client = server.client()) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: shop\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({"15000, 200", "17000, 431", "200000, 431"})
    void headers_may_have_16_kib(int length, int status) throws IOException {
        StringBuilder headers = new StringBuilder();
        for (int i = 0; headers.length() < length; i++) {
            headers.append("X-Filler-")
                    .append(i)
                    .append(": ")
                    .append("a".repeat(80))
                    .append("\r\n");
        }
        try (ExampleServer server = ExampleServer.standard();
                RawClient client = server.client()) {
            client.send("GET /things/1 HTTP/1.1\r\nHost: shop\r\n" + headers + "\r\n");
            RawClient.Reply reply = client.read();
            assertThat(reply.status()).isEqualTo(status);
            if (status == 431) {
                assertIsProblem(reply, 431, "headers-too-large");
            }
        }
    }

    static List<String> halves() {
        return List.of(
                "G",
                "GET /things/1 HTTP/1.1\r\nHost: sh",
                KEYED + "Content-Length: 22\r\n\r\n",
                KEYED + "Content-Length: 22\r\n\r\n{\"name\":\"a\"",
                KEYED + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"nam",
                "GET /things/1 HTTP/1.1\r\nHost: shop\r\n\r\nGET /thi");
    }

    @ParameterizedTest
    @MethodSource("halves")
    void a_request_that_stops_half_way_is_cut_off_with_408(String half) throws IOException {
        try (ExampleServer server = ExampleServer.impatient();
                RawClient client = server.client()) {
            client.send(half);
            RawClient.Reply reply = client.read();
            assertIsProblem(reply.status() == 200 ? client.read() : reply, 408, "request-timeout");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void a_request_that_trickles_in_is_cut_off_although_something_always_comes() throws IOException {
        try (ExampleServer server = ExampleServer.impatient();
                RawClient client = server.client()) {
            CompletableFuture<RawClient.Reply> reply = CompletableFuture.supplyAsync(() -> readUnchecked(client));
            client.send("GET /things/1 HTTP/1.1\r\nHost: shop\r\n");
            int sent = 0;
            while (!isDoneSoon(reply) && sendOne(client)) {
                sent++;
            }
            assertThat(sent).isGreaterThan(3);
            assertIsProblem(reply.join(), 408, "request-timeout");
        }
    }

    @Test
    void a_connection_that_is_silent_between_requests_is_closed_without_a_word() throws IOException {
        HttpLimits limits =
                HttpLimits.standard().withPatience(Duration.ofSeconds(30), Duration.ofSeconds(30), ExampleServer.SHORT);
        try (ExampleServer server = new ExampleServer(limits);
                RawClient client = server.client()) {
            client.send("GET /things/1 HTTP/1.1\r\nHost: shop\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void a_client_that_does_not_read_its_answer_is_cut_off() throws IOException {
        try (ExampleServer server = ExampleServer.impatient();
                RawClient client = server.client()) {
            client.send(RawClient.head("GET /big") + "\r\n");
            assertThat(client.read(false).header("Content-Length")).isEqualTo(String.valueOf(ExampleServer.BIG));
            server.awaitNoConnection();
            assertThat(client.countTheRest()).isLessThan(ExampleServer.BIG);
        }
    }

    @Test
    void a_handler_may_take_longer_than_a_sender() throws Exception {
        try (ExampleServer server = ExampleServer.impatient();
                RawClient patient = server.client();
                RawClient cut = server.client()) {
            patient.send("POST /wait HTTP/1.1\r\nHost: shop\r\nContent-Length: 0\r\n\r\n");
            server.awaitEntered();
            cut.send("GET /half");
            assertThat(cut.read().status()).isEqualTo(408);
            server.leave.countDown();
            assertThat(patient.read().body()).isEqualTo("{\"waited\":true}");
        }
    }

    @Test
    void where_there_is_no_room_the_body_is_not_looked_at_and_the_connection_goes_on() throws Exception {
        try (ExampleServer server = ExampleServer.standard();
                RawClient client = server.client()) {
            client.send("POST /full HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 9\r\n\r\nnot json!");
            RawClient.Reply full = client.read();
            assertIsProblem(full, 503, "overloaded");
            assertThat(full.header("Retry-After")).isEqualTo("1");
            assertThat(server.made.get()).isZero();
            client.send("GET /things/1 HTTP/1.1\r\nHost: shop\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void where_there_is_no_room_the_answer_does_not_wait_for_the_body() throws Exception {
        try (ExampleServer server = ExampleServer.standard();
                RawClient client = server.client()) {
            client.send(json("POST /full", "Content-Length: 9"));
            assertIsProblem(client.read(), 503, "overloaded");
            client.send("not json!").send(json("POST /full", "Transfer-Encoding: chunked"));
            assertIsProblem(client.read(), 503, "overloaded");
            client.send("4\r\nmore\r\n0\r\n\r\n").send("GET /things/1 HTTP/1.1\r\nHost: shop\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void where_there_is_no_room_a_body_that_hides_the_next_request_ends_the_connection() throws Exception {
        try (ExampleServer server = ExampleServer.standard();
                RawClient chunked = server.client();
                RawClient tooLong = server.client();
                RawClient asking = server.client()) {
            chunked.send(json("POST /full", "Transfer-Encoding: chunked"));
            assertThat(chunked.read().status()).isEqualTo(503);
            assertThat(chunked.send("nonsense\r\n").finish().isClosed()).isTrue();
            tooLong.send(json("POST /full", "Content-Length: 300000"));
            assertThat(tooLong.read().status()).isEqualTo(503);
            assertThat(tooLong.finish().isClosed()).isTrue();
            asking.send(json("POST /full", "Content-Length: 9", "Expect: 100-continue"));
            RawClient.Reply told = asking.read();
            assertThat(told.status()).isEqualTo(503);
            assertThat(told.header("Connection")).isEqualTo("close");
            assertThat(asking.finish().isClosed()).isTrue();
        }
    }

    private static String json(String methodAndPath, String... headers) {
        return RawClient.head(methodAndPath, headers) + "Content-Type: application/json\r\n\r\n";
    }

    @Test
    void whoever_comes_when_the_house_is_full_is_told_at_once_and_may_come_back() throws Exception {
        try (ExampleServer server = new ExampleServer(HttpLimits.standard().withCallsMax(1));
                RawClient inside = server.client();
                RawClient outside = server.client()) {
            inside.send("POST /wait HTTP/1.1\r\nHost: shop\r\nContent-Length: 0\r\n\r\n");
            server.awaitEntered();
            outside.send("GET /things/1 HTTP/1.1\r\nHost: shop\r\n\r\n");
            RawClient.Reply full = outside.read();
            assertIsProblem(full, 503, "overloaded");
            assertThat(full.header("Retry-After")).isEqualTo("1");
            outside.send("GET /open HTTP/1.1\r\nHost: shop\r\n\r\n");
            assertThat(outside.read().body()).isEqualTo("open");
            server.leave.countDown();
            assertThat(inside.read().status()).isEqualTo(200);
            outside.send("GET /things/1 HTTP/1.1\r\nHost: shop\r\n\r\n");
            assertThat(outside.read().status()).isEqualTo(200);
        }
    }

    private static RawClient.Reply readUnchecked(RawClient client) {
        try {
            return client.read();
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    /** Waits for the reply as long as a slow sender waits between two bytes. */
    private static boolean isDoneSoon(CompletableFuture<RawClient.Reply> reply) {
        try {
            reply.get(20, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (InterruptedException | ExecutionException broken) {
            return true;
        }
    }

    /** False when the server has hung up, as it should. */
    private static boolean sendOne(RawClient client) {
        try {
            client.send("X");
            return true;
        } catch (IOException hungUp) {
            return false;
        }
    }
}
