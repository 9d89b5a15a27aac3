package waybill.engine.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.engine.http.Answer;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;
import waybill.engine.http.tls.Certificates;
import waybill.engine.http.tls.TestCertificate;

/** HTTPS on real sockets: the same edge, and nobody can hold it up before it has begun. */
@Timeout(120)
class TlsTest {
    private static final Duration SHORT = Duration.ofMillis(800);
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final BlockingQueue<News> told = new LinkedBlockingQueue<>();
    private Optional<TestCertificate> made = Optional.empty();
    private Optional<HttpServer> server = Optional.empty();

    @BeforeEach
    void make() throws Exception {
        made = Optional.of(TestCertificate.make(directory, "shop", "EC"));
    }

    @AfterEach
    void stop() {
        server.ifPresent(HttpServer::close);
    }

    private HttpServer start(HttpLimits limits) {
        TestCertificate files = made.orElseThrow();
        Routes routes = new Routes()
                .get("/quick", "quick", Access.everybody(), call -> Answer.json(200, Map.of("quick", true)))
                .get("/big", "big", Access.everybody(), call -> Answer.jsonBytes(200, new byte[ExampleServer.BIG]))
                .page("/open", "open", call -> Answer.text(200, "text/plain", "open"))
                .live("/news", "news", Set.of(), Access.everybody(), call -> {
                    News news = new News(0);
                    told.add(news);
                    return Answer.events(news);
                });
        HttpServer started = HttpServer.start(
                HttpSettings.of("127.0.0.1", 0, List.of(routes))
                        .withLimits(limits)
                        .withTls(Optional.of(Certificates.of(files.certificate(), files.key()))),
                metrics);
        server = Optional.of(started);
        return started;
    }

    private HttpServer start() {
        return start(HttpLimits.standard());
    }

    private SSLSocket socket(String... protocols) throws IOException {
        SSLSocket socket = (SSLSocket) made.orElseThrow()
                .trusting()
                .getSocketFactory()
                .createSocket(
                        InetAddress.getLoopbackAddress(), server.orElseThrow().port());
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    private Socket silent() throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), server.orElseThrow().port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void an_ordinary_client_is_answered_whatever_the_kind_of_key(String algorithm) throws Exception {
        made = Optional.of(TestCertificate.make(directory, "kind", algorithm));
        int port = start().port();
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(made.orElseThrow().trusting())
                .build()) {
            for (String path : List.of("/quick", "/open")) {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_connection_serves_many_requests_and_then_events() throws Exception {
        start();
        try (RawClient client = new RawClient(socket("TLSv1.3"))) {
            for (int i = 0; i < 5; i++) {
                RawClient.Reply reply =
                        client.send(RawClient.head("GET /quick") + "\r\n").read();
                assertThat(reply.body()).isEqualTo("{\"quick\":true}");
            }
            client.send(RawClient.head("GET /news", "Accept: text/event-stream") + "\r\n")
                    .read();
            told.take().say("one");
            assertThat(client.chunk()).contains("\"one\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, true", "TLSv1.2, true", "TLSv1.1, false"})
    void only_versions_that_are_still_good_are_spoken(String version, boolean good) throws Exception {
        start();
        try (SSLSocket socket = socket(version)) {
            if (good) {
                socket.startHandshake();
                assertThat(socket.getSession().getCipherSuite()).matches(".*(GCM|CHACHA20).*");
            } else {
                assertThatExceptionOfType(SSLException.class).isThrownBy(socket::startHandshake);
            }
        }
    }

    @Test
    void plain_http_is_not_answered_and_closed_at_once() throws Exception {
        start();
        try (RawClient plain = new RawClient(silent())) {
            plain.send(RawClient.head("GET /quick") + "\r\n");
            assertThat(plain.countTheRest()).isLessThan(64);
        }
    }

    @Test
    void who_says_nothing_or_half_a_hello_is_cut_off_and_holds_no_place() throws Exception {
        start(HttpLimits.standard().withPatience(SHORT, LONG, LONG).withConnectionsMax(2));
        for (int i = 0; i < 3; i++) {
            try (Socket nothing = silent();
                    Socket half = silent()) {
                half.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1, 0});
                assertThat(new RawClient(nothing).countTheRest()).isLessThan(64);
                assertThat(new RawClient(half).countTheRest()).isLessThan(64);
            }
        }
        assertAnswers();
    }

    @Test
    void handshakes_that_fail_take_no_place_for_ever() throws Exception {
        start(HttpLimits.standard().withConnectionsMax(2));
        for (int i = 0; i < 6; i++) {
            try (RawClient nonsense = new RawClient(silent())) {
                nonsense.send("nonsense nonsense nonsense nonsense");
                assertThat(nonsense.countTheRest()).isLessThan(64);
            }
            assertAnswers();
        }
    }

    private void assertAnswers() throws IOException {
        try (RawClient client = new RawClient(socket())) {
            assertThat(client.send(RawClient.head("GET /quick") + "\r\n").read().status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_client_that_does_not_read_is_left() throws Exception {
        start(HttpLimits.standard().withPatience(LONG, SHORT, LONG).withConnectionsMax(1));
        try (RawClient lazy = new RawClient(socket())) {
            lazy.send(RawClient.head("GET /big") + "\r\n");
            assertThat(lazy.line()).startsWith("HTTP/1.1 200");
            // There is one place, and it is free again though the first client is still there.
            assertAnswers();
        }
    }

    @Test
    void it_stops_whoever_is_in_the_middle_of_a_handshake() throws Exception {
        HttpServer stopped = start();
        try (Socket nothing = silent()) {
            assertThat(nothing.isConnected()).isTrue();
            CompletableFuture.runAsync(stopped::close)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }
    }

    @Test
    void when_the_certificate_expires_is_measured() {
        start();
        double days =
                (metrics.get("tls.certificate.expires.seconds").gauge().value() - System.currentTimeMillis() / 1000.0)
                        / 86_400;
        assertThat(days).isBetween(29.0, 30.1);
    }

    @Test
    void many_clients_at_once_are_all_answered() throws Exception {
        start();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(CompletableFuture.runAsync(
                    () -> {
                        try {
                            assertAnswers();
                        } catch (IOException failed) {
                            throw new AssertionError(failed);
                        }
                    },
                    task -> Thread.startVirtualThread(task)));
        }
        all.forEach(CompletableFuture::join);
    }
}
