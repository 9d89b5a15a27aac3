package waybill.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A shop without a back room: answers like Waybill, as far as the client looks. */
public final class StubShop implements AutoCloseable {
    private static final int LOOKS = 3;

    private final HttpServer server;
    private final ExecutorService clerks = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger orders = new AtomicInteger();

    private StubShop(Clerk clerk) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.setExecutor(clerks);
        server.createContext("/orders", exchange -> serve(exchange, clerk));
        server.createContext("/inventory/receive", exchange -> serve(exchange, _ -> answer(exchange, 200, "{}")));
        server.start();
    }

    /** Confirms every order in its answer. */
    public static StubShop confirming() throws IOException {
        return answering(201, order("CONFIRMED"));
    }

    /** Answers every order like this. */
    public static StubShop answering(int status, String body) throws IOException {
        return new StubShop(exchange -> answer(exchange, status, body));
    }

    /** Answers 202 and shows the order CONFIRMED when it is looked at for the third time. */
    public static StubShop confirmingAtTheThirdLook() throws IOException {
        AtomicInteger numbers = new AtomicInteger();
        Map<String, Integer> looks = new ConcurrentHashMap<>();
        return new StubShop(exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Location", "/orders/ord_" + numbers.incrementAndGet());
                answer(exchange, 202, order("PENDING"));
            } else {
                int look = looks.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
                answer(exchange, 200, order(look < LOOKS ? "PENDING" : "CONFIRMED"));
            }
        });
    }

    /** Closes the connection instead of answering every third order. */
    public static StubShop hangingUpAtEveryThirdOrder() throws IOException {
        AtomicInteger numbers = new AtomicInteger();
        return new StubShop(exchange -> {
            if (numbers.incrementAndGet() % 3 == 0) {
                throw new IOException("hung up");
            }
            answer(exchange, 201, order("CONFIRMED"));
        });
    }

    private static String order(String status) {
        return "{\"id\":\"ord_1\",\"status\":\"" + status + "\",\"paymentStatus\":\"AUTHORIZED\",\"padding\":\""
                + "x".repeat(1000) + "\"}";
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** How many orders were posted. */
    public int orders() {
        return orders.get();
    }

    private void serve(HttpExchange exchange, Clerk clerk) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("POST")) {
                orders.incrementAndGet();
            }
            clerk.serve(exchange);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        clerks.shutdownNow();
    }

    private interface Clerk {
        void serve(HttpExchange exchange) throws IOException;
    }
}
