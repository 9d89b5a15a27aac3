package waybill.engine.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.engine.http.server.FramingTest.assertIsProblem;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Faults;
import waybill.engine.http.Problem;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;

/** Answers that go on, on real sockets. */
@Timeout(60)
class StreamsTest {
    private static final Duration SELDOM = Duration.ofSeconds(60);
    private static final String ASKED = RawClient.head("GET /news", "Accept: text/event-stream");

    private SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final BlockingQueue<News> begun = new LinkedBlockingQueue<>();
    private HttpServer server = started(HttpLimits.standard().withStreams(2, SELDOM));

    private HttpServer started(HttpLimits limits) {
        Faults faults =
                fault -> fault instanceof IllegalMonitorStateException ? Problem.of("overloaded", "Away.") : null;
        return HttpServer.start(
                HttpSettings.of(
                                "127.0.0.1",
                                0,
                                List.of(new Routes().live("/news", "news", Set.of(), Access.everybody(), this::news)))
                        .withLimits(limits)
                        .withFaults(faults),
                metrics);
    }

    private Answer news(Call call) {
        if (!call.wantsEvents()) {
            return Answer.json(200, List.of());
        }
        News news = new News((int) call.lastEventNumber().orElse(0));
        begun.add(news);
        return Answer.events(news);
    }

    private void restart(HttpLimits limits) {
        server.close();
        metrics = new SimpleMeterRegistry();
        server = started(limits);
    }

    private RawClient client() throws IOException {
        return new RawClient(server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void events_are_told_as_they_happen_with_the_headers_of_every_answer() throws Exception {
        try (RawClient client = client()) {
            RawClient.Reply head =
                    client.send(ASKED + "X-Request-Id: mine\r\n\r\n").read();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(head.header("Cache-Control")).isEqualTo("no-store");
            assertThat(head.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(head.header("X-Request-Id")).isEqualTo("mine");
            assertThat(head.header("Content-Length")).isNull();
            News news = begun.take();
            news.say("one");
            assertThat(client.chunk()).isEqualTo("id: 1\nevent: word\ndata: \"one\"\n\n");
            news.say("zwölf");
            assertThat(client.chunk()).isEqualTo("id: 2\nevent: word\ndata: \"zwölf\"\n\n");
        }
    }

    @Test
    void who_comes_back_goes_on_after_the_last_event_it_has_seen() throws Exception {
        try (RawClient client = client()) {
            client.send(ASKED + "Last-Event-ID: 2\r\n\r\n").read();
            News news = begun.take();
            List.of("one", "two", "three").forEach(news::say);
            assertThat(client.chunk()).isEqualTo("id: 3\nevent: word\ndata: \"three\"\n\n");
        }
        try (RawClient client = client()) {
            assertIsProblem(client.send(ASKED + "Last-Event-ID: x\r\n\r\n").read(), 400, "validation-failed");
        }
    }

    @Test
    void a_stream_outlives_every_patience_and_shows_that_it_lives() throws Exception {
        Duration shortTime = Duration.ofMillis(200);
        restart(HttpLimits.standard()
                .withPatience(shortTime, shortTime, shortTime)
                .withStreams(2, Duration.ofMillis(500)));
        try (RawClient client = client()) {
            client.send(ASKED + "\r\n").read();
            News news = begun.take();
            for (int i = 0; i < 3; i++) {
                assertThat(client.chunk()).isEqualTo(":\n\n");
            }
            news.say("late");
            assertThat(client.chunk()).startsWith("id: 1\n");
        }
    }

    @Test
    void a_client_that_leaves_is_noticed_though_nothing_happens() throws Exception {
        try (RawClient client = client()) {
            client.send(ASKED + "\r\n").read();
            assertThat(metrics.get("http.server.streams").gauge().value()).isEqualTo(1);
        }
        begun.take().awaitClosed();
        awaitStreams(0);
    }

    @Test
    void a_client_that_does_not_read_is_left() throws Exception {
        Duration shortTime = Duration.ofMillis(400);
        restart(HttpLimits.standard().withPatience(SELDOM, shortTime, SELDOM).withStreams(2, SELDOM));
        try (RawClient client = client()) {
            client.send(ASKED + "\r\n").read();
            News news = begun.take();
            news.say("x".repeat(ExampleServer.BIG));
            news.awaitClosed();
            awaitStreams(0);
            assertThat(client.countTheRest()).isLessThan(ExampleServer.BIG);
        }
    }

    @Test
    void beyond_the_limit_a_stream_is_refused_and_calls_are_not() throws Exception {
        try (RawClient one = client();
                RawClient two = client();
                RawClient three = client()) {
            one.send(ASKED + "\r\n").read();
            two.send(ASKED + "\r\n").read();
            RawClient.Reply refused = three.send(ASKED + "\r\n").read();
            assertIsProblem(refused, 503, "overloaded");
            assertThat(refused.header("Retry-After")).isNotNull();
            three.send(RawClient.head("GET /news") + "\r\n");
            assertThat(three.read().body()).isEqualTo("[]");
            one.finish();
            awaitStreams(1);
            assertThat(three.send(ASKED + "\r\n").read().status()).isEqualTo(200);
        }
    }

    @Test
    void when_the_server_stops_streams_end_whole_and_at_once() throws Exception {
        try (RawClient client = client()) {
            client.send(ASKED + "\r\n").read();
            begun.take();
            CompletableFuture.runAsync(server::close)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            assertThat(client.chunk()).startsWith("retry: ");
            assertThat(client.chunk()).isEmpty();
            assertThat(client.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalMonitorStateException.class, IllegalStateException.class})
    void a_stream_that_fails_ends_whole(Class<? extends RuntimeException> failure) throws Exception {
        try (RawClient client = client()) {
            client.send(ASKED + "\r\n").read();
            begun.take().fail(failure.getConstructor().newInstance());
            assertThat(client.chunk()).isEmpty();
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void head_says_what_get_would_and_tells_nothing() throws Exception {
        try (RawClient client = client()) {
            client.send(ASKED.replace("GET", "HEAD") + "\r\n");
            assertThat(client.read(false).header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(client.isClosed()).isTrue();
            begun.take().awaitClosed();
            awaitStreams(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/event-stream | text/event-stream",
                "text/event-stream;q=0.5 | text/event-stream",
                "application/json, text/event-stream | text/event-stream",
                "application/json, text/event-stream;q=0.5 | application/json",
                "text/event-stream;q=0, */* | application/json",
                "text/* | application/problem+json",
                "*/* | application/json"
            })
    void who_asks_for_events_by_name_gets_them(String accept, String contentType) throws Exception {
        try (RawClient client = client()) {
            client.send(RawClient.head("GET /news", "Accept: " + accept) + "\r\n");
            assertThat(client.read().header("Content-Type")).isEqualTo(contentType);
        }
    }

    private void awaitStreams(int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (metrics.get("http.server.streams").gauge().value() != count) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
