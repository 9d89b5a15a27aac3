package waybill.engine.http.server;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import waybill.engine.http.Answer;
import waybill.engine.http.Body;
import waybill.engine.http.Call;
import waybill.engine.http.Faults;
import waybill.engine.http.Problem;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;

/** A small shop of things behind a real socket: the one ordinary world of the edge's tests. */
final class ExampleServer implements AutoCloseable {
    /** Short enough for tests, long enough for a busy machine to send a request in one piece. */
    static final Duration SHORT = Duration.ofMillis(400);

    /** More than the buffers between two sockets take. */
    static final int BIG = 32 * 1024 * 1024;

    private static final Access ANY = Access.everybody();

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch leave = new CountDownLatch(1);
    final AtomicInteger made = new AtomicInteger();
    private final HttpServer server;

    ExampleServer(HttpLimits limits) {
        Faults faults = fault -> fault instanceof IOException
                ? Problem.of("overloaded", "The database is away.").retryAfter(3)
                : null;
        server = HttpServer.start(
                HttpSettings.of("127.0.0.1", 0, List.of(things(), oddities()))
                        .withLimits(limits)
                        .withFaults(faults),
                metrics);
    }

    static ExampleServer standard() {
        return new ExampleServer(HttpLimits.standard());
    }

    static ExampleServer impatient() {
        return new ExampleServer(HttpLimits.standard().withPatience(SHORT, SHORT, Duration.ofSeconds(30)));
    }

    /** Until a call of POST /wait is inside. */
    void awaitEntered() throws InterruptedException {
        if (!entered.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody came");
        }
    }

    /** Until no connection is open any more. */
    void awaitNoConnection() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (metrics.get("http.server.connections").gauge().value() > 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("a connection is still open");
            }
            Thread.onSpinWait();
        }
    }

    RawClient client() throws IOException {
        return new RawClient(server.port());
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        leave.countDown();
        server.close();
    }

    /** What POST /things reads. */
    record Thing(String name, int quantity, BigDecimal price) {}

    private Routes things() {
        return new Routes()
                .post("/things", "makeThing", ANY, this::make)
                .get("/things/{id}", "getThing", ANY, call -> Answer.json(200, Map.of("id", call.path("id"))))
                .delete("/things/{id}", "dropThing", Set.of("reason"), ANY, call -> Answer.empty(204))
                .get("/things", "findThings", Set.of("limit", "word"), ANY, ExampleServer::find);
    }

    private Routes oddities() {
        return new Routes()
                .post("/wait", "waitForIt", ANY, call -> {
                    entered.countDown();
                    leave.await();
                    return Answer.json(200, Map.of("waited", true));
                })
                .post("/full", "findsNoRoom", ANY, () -> false, this::make)
                .post("/defect", "breakDown", ANY, call -> {
                    throw new IllegalStateException("select secret from table_of_secrets");
                })
                .post("/fault", "losesItsDatabase", ANY, call -> {
                    throw new IOException("connection refused");
                })
                .get(
                        "/trace",
                        "tellTrace",
                        ANY,
                        call -> Answer.json(
                                200, Map.of("traceparent", call.traceparent(), "requestId", call.requestId())))
                .get("/same", "notModified", ANY, call -> Answer.empty(304).withHeader("ETag", "\"5\""))
                .get("/big", "muchToRead", ANY, call -> Answer.jsonBytes(200, new byte[BIG]))
                .page("/open", "alwaysOpen", call -> Answer.text(200, "text/plain", "open"));
    }

    private Answer make(Call call) {
        String key = call.idempotencyKey();
        Thing thing = call.body(ExampleServer::thing);
        made.incrementAndGet();
        return Answer.json(201, Map.of("key", key, "name", thing.name(), "price", thing.price()))
                .withHeader("Location", "/things/1");
    }

    private static Thing thing(Body body) {
        return new Thing(body.text("name"), body.integerOr("quantity", 1, 10, 1), body.decimal("price"));
    }

    private static Answer find(Call call) {
        String found = call.query(query -> query.integerOr("limit", 1, 200, 50) + " " + query.text("word"));
        return Answer.json(200, Map.of("found", found));
    }
}
