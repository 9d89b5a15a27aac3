package waybill.engine.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;
import waybill.engine.core.rates.SharedBuckets;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;

/** Replicas that take from the same buckets, while Redis is there and while it is not. */
class RedisBucketsTest {
    private static final SharedBuckets.Size SLOW = new SharedBuckets.Size(10, 1);

    private final int port = freePort();
    private final List<RedisBuckets> replicas = new ArrayList<>();
    private RedisServer server = started(port);

    private static RedisServer started(int port) {
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            return server;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private RedisBuckets replica() {
        RedisBuckets replica =
                new RedisBuckets("redis://127.0.0.1:" + port, Duration.ofSeconds(5), new SimpleMeterRegistry());
        replicas.add(replica);
        return replica;
    }

    @AfterEach
    void close() throws IOException {
        replicas.forEach(RedisBuckets::close);
        server.stop();
    }

    private static void awaitAnswer(RedisBuckets replica) {
        Eventually.holds(() -> assertThat(replica.missing("nobody", SLOW)).isPresent());
    }

    @Test
    void replicas_take_from_one_bucket() {
        RedisBuckets here = replica();
        RedisBuckets there = replica();
        awaitAnswer(here);
        awaitAnswer(there);
        AtomicInteger taken = new AtomicInteger();
        Crowd.of(20, number -> {
            RedisBuckets mine = number % 2 == 0 ? here : there;
            Eventually.holds(() -> assertThat(mine.missing("ada", SLOW)).isPresent());
            Optional<Duration> answer = mine.take("ada", SLOW);
            assertThat(answer).isPresent();
            taken.addAndGet(answer.get().isZero() ? 1 : 0);
        });

        assertThat(taken.get()).as("ten, and one for each second it took").isBetween(10, 12);
        assertThat(there.missing("ada", SLOW).orElseThrow()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(there.take("ben", SLOW)).contains(Duration.ZERO);
    }

    @Test
    void a_bucket_fills_up_again() {
        SharedBuckets.Size quick = new SharedBuckets.Size(1, 5);
        RedisBuckets here = replica();
        awaitAnswer(here);
        assertThat(here.take("ada", quick)).contains(Duration.ZERO);
        assertThat(here.take("ada", quick).orElseThrow()).isBetween(Duration.ofNanos(1), Duration.ofMillis(200));

        Eventually.holds(() -> assertThat(here.take("ada", quick)).contains(Duration.ZERO));
    }

    @Test
    void without_redis_there_is_no_answer_at_once_and_with_it_there_is_again() throws IOException {
        RedisBuckets here = replica();
        awaitAnswer(here);
        server.stop();
        Eventually.holds(() -> assertThat(here.take("ada", SLOW)).isEmpty());
        long begun = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            assertThat(here.take("ada", SLOW)).isEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));

        server = started(port);
        awaitAnswer(here);
    }

    @Test
    void who_starts_while_redis_is_away_goes_to_it_when_it_is_there() throws IOException {
        server.stop();
        RedisBuckets here = replica();
        assertThat(here.take("ada", SLOW)).isEmpty();

        server = started(port);
        awaitAnswer(here);
    }
}
