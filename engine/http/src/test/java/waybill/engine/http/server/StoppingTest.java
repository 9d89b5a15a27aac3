package waybill.engine.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;

/** How a server ends: what was begun is answered, what was not is not begun, and nobody can hold it. */
@Timeout(60)
class StoppingTest {
    private static final Duration SHORT = Duration.ofMillis(600);
    private static final String QUICK = RawClient.head("GET /quick") + "\r\n";

    private final CountDownLatch outcome = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final BlockingQueue<String> inside = new LinkedBlockingQueue<>();
    private final AtomicInteger done = new AtomicInteger();
    private final BlockingQueue<News> told = new LinkedBlockingQueue<>();
    private HttpServer server = started(HttpLimits.standard());

    private HttpServer started(HttpLimits limits) {
        Routes routes = new Routes()
                .get(
                        "/quick",
                        "quick",
                        Access.everybody(),
                        call -> Answer.json(200, Map.of("n", done.incrementAndGet())))
                .post("/patient", "patient", Access.everybody(), this::patient)
                .post("/stubborn", "stubborn", Access.everybody(), this::stubborn)
                .get("/big", "big", Access.everybody(), call -> Answer.jsonBytes(200, new byte[ExampleServer.BIG]))
                .live("/news", "news", Set.of(), Access.everybody(), call -> {
                    News news = new News(0);
                    told.add(news);
                    return Answer.events(news);
                });
        return HttpServer.start(
                HttpSettings.of("127.0.0.1", 0, List.of(routes))
                        .withLimits(limits)
                        .endingWaits(outcome::countDown),
                new SimpleMeterRegistry());
    }

    /** Waits for an outcome that never comes. */
    private Answer patient(Call call) throws InterruptedException {
        inside.add("patient");
        boolean ended = outcome.await(30, TimeUnit.SECONDS);
        return Answer.json(202, Map.of("ended", ended));
    }

    /** Does not hear that it is interrupted. */
    private Answer stubborn(Call call) {
        inside.add("stubborn");
        while (true) {
            try {
                release.await();
                return Answer.json(200, Map.of());
            } catch (InterruptedException deaf) {
                inside.add("interrupted");
            }
        }
    }

    private RawClient client() throws IOException {
        return new RawClient(server.port());
    }

    private CompletableFuture<Void> stopping() {
        return CompletableFuture.runAsync(server::close).orTimeout(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        release.countDown();
        outcome.countDown();
        server.close();
    }

    @Test
    void after_its_goodbye_it_answers_on_and_every_answer_is_the_last_of_its_connection() throws Exception {
        try (RawClient before = client()) {
            assertThat(before.send(QUICK).read().header("Connection")).isNull();
            server.sayGoodbye();
            RawClient.Reply last = before.send(QUICK).read();
            assertThat(last.status()).isEqualTo(200);
            assertThat(last.header("Connection")).isEqualTo("close");
            assertThat(before.isClosed()).isTrue();
        }
        try (RawClient after = client()) {
            assertThat(after.send(QUICK).read().header("Connection")).isEqualTo("close");
            assertThat(after.isClosed()).isTrue();
        }
    }

    @Test
    void a_client_that_has_sent_more_already_gets_its_last_answer_whole_and_no_other() throws Exception {
        server.sayGoodbye();
        try (RawClient eager = client()) {
            eager.send(QUICK.repeat(50));
            RawClient.Reply last = eager.read();
            assertThat(last.body()).isEqualTo("{\"n\":1}");
            assertThat(last.header("Connection")).isEqualTo("close");
            eager.finish();
            assertThat(eager.countTheRest()).isZero();
            assertThat(done).hasValue(1);
        }
    }

    @Test
    void who_waits_for_an_outcome_is_answered_with_what_there_is() throws Exception {
        try (RawClient waiting = client()) {
            waiting.send(RawClient.head("POST /patient", "Content-Length: 0") + "\r\n");
            inside.take();
            CompletableFuture<Void> stopped = stopping();
            RawClient.Reply reply = waiting.read();
            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.body()).isEqualTo("{\"ended\":true}");
            assertThat(reply.header("Connection")).isEqualTo("close");
            stopped.join();
        }
    }

    @Test
    void who_is_told_events_is_asked_to_come_back_soon() throws Exception {
        try (RawClient client = client()) {
            client.send(RawClient.head("GET /news", "Accept: text/event-stream") + "\r\n")
                    .read();
            told.take();
            CompletableFuture<Void> stopped = stopping();
            assertThat(client.chunk()).matches("retry: \\d{3,4}\n\n");
            assertThat(client.chunk()).isEmpty();
            assertThat(client.isClosed()).isTrue();
            stopped.join();
        }
    }

    @Test
    void no_handler_and_no_client_that_does_not_read_holds_it_longer_than_the_limit() throws Exception {
        server.close();
        server = started(HttpLimits.standard().withDrain(SHORT));
        try (RawClient stubborn = client();
                RawClient lazy = client()) {
            stubborn.send(RawClient.head("POST /stubborn", "Content-Length: 0") + "\r\n");
            inside.take();
            lazy.send(RawClient.head("GET /big") + "\r\n");
            assertThat(lazy.line()).startsWith("HTTP/1.1 200");
            stopping().join();
            assertThat(lazy.countTheRest()).isLessThan(ExampleServer.BIG);
        }
    }

    /** Every request is answered whole, or nothing of it was done: the client may send it again. */
    @Test
    void under_load_every_request_that_was_done_is_answered() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        CountDownLatch warm = new CountDownLatch(200);
        int at = server.port();
        for (int i = 0; i < 8; i++) {
            clients.add(CompletableFuture.runAsync(
                    () -> askUntilTheEnd(at, answered, warm), task -> Thread.startVirtualThread(task)));
        }
        assertThat(warm.await(20, TimeUnit.SECONDS)).isTrue();
        stopping().join();
        clients.forEach(CompletableFuture::join);
        assertThat(answered).hasValue(done.get());
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new RawClient(at));
    }

    private void askUntilTheEnd(int port, AtomicInteger answered, CountDownLatch warm) {
        while (true) {
            try (RawClient client = new RawClient(port)) {
                RawClient.Reply reply;
                do {
                    reply = client.send(QUICK).read();
                    assertThat(reply.status()).isEqualTo(200);
                    answered.incrementAndGet();
                    warm.countDown();
                } while (reply.header("Connection") == null);
            } catch (ConnectException gone) {
                return;
            } catch (IOException closedBeforeItWasRead) {
                assertThat(closedBeforeItWasRead).hasMessageMatching("closed within a line: |.*reset.*|.*pipe.*");
            }
        }
    }
}
