package waybill.server.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.RedisServer;
import waybill.server.Waybill;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient;
import waybill.testkit.http.ApiClient.Reply;

/** Replicas that have a Redis limit a caller together; without it they go on, each for itself. */
class SharedRatesTest {
    private static final int BURST = 20;

    @TempDir
    private Path folder = Path.of("");

    private final List<Waybill> replicas = new ArrayList<>();
    private final List<ApiClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(ApiClient::close);
        replicas.forEach(Waybill::close);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void a_caller_is_limited_once_for_all_replicas_and_is_answered_without_redis() throws IOException {
        int port = freePort();
        RedisServer redis = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        try {
            Processes processes = new Processes(
                    folder,
                    Map.of(
                            "WAYBILL_RATE_LIMIT_PER_SECOND",
                            "1",
                            "WAYBILL_RATE_LIMIT_BURST",
                            Integer.toString(BURST),
                            "WAYBILL_REDIS_URL",
                            "redis://127.0.0.1:" + port,
                            "WAYBILL_REDIS_TIMEOUT",
                            "PT5S",
                            "WAYBILL_STOP_GRACE",
                            "PT0S"));
            for (int i = 0; i < 2; i++) {
                Waybill replica = processes.start();
                replicas.add(replica);
                clients.add(ApiClient.at(replica.address().getPort()));
            }
            clients.forEach(client -> Eventually.holds(
                    () -> assertThat(client.get("/metrics").body()).contains("redis_connected 1.0")));
            assertThat(answered()).as("both together").isBetween(BURST, BURST + 5);
        } finally {
            redis.stop();
        }

        clients.forEach(client ->
                Eventually.holds(() -> assertThat(client.get("/metrics").body()).contains("redis_connected 0.0")));
        assertThat(answered()).as("each for itself").isGreaterThanOrEqualTo(2 * BURST);
    }

    /** How many of many requests were answered and not turned away. */
    private int answered() {
        int answered = 0;
        for (int i = 0; i < 3 * BURST; i++) {
            Reply reply = clients.get(i % 2).get("/orders");
            assertThat(reply.status()).isIn(200, 429);
            answered += reply.status() == 200 ? 1 : 0;
        }
        return answered;
    }
}
