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
import waybill.bench.SmallShop.Mistake;

/** A shop without a back room: answers like Waybill, as far as the client looks. */
public final class StubShop implements AutoCloseable {
    private static final int LOOKS = 3;

    private final HttpServer server;
    private final ExecutorService clerks = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger orders = new AtomicInteger();

    private StubShop(Clerk clerk) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.setExecutor(clerks);
        server.createContext("/", exchange -> serve(exchange, clerk));
        server.start();
    }

    /** Confirms every order in its answer. */
    public static StubShop confirming() throws IOException {
        return answering(201, order("1", "CONFIRMED"));
    }

    /** Answers every order like this. */
    public static StubShop answering(int status, String body) throws IOException {
        return new StubShop((exchange, _) -> {
            boolean isOrder = exchange.getRequestURI().getPath().startsWith("/orders");
            answer(exchange, isOrder ? status : 200, isOrder ? body : "{}");
        });
    }

    /** Answers 202 and shows the order CONFIRMED when it is looked at for the third time. */
    public static StubShop confirmingAtTheThirdLook() throws IOException {
        AtomicInteger numbers = new AtomicInteger();
        Map<String, Integer> looks = new ConcurrentHashMap<>();
        return new StubShop((exchange, _) -> {
            if (exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 202, order(Integer.toString(numbers.incrementAndGet()), "PENDING"));
            } else {
                String path = exchange.getRequestURI().getPath();
                int look = looks.merge(path, 1, Integer::sum);
                answer(exchange, 200, order(path.replaceAll("\\D", ""), look < LOOKS ? "PENDING" : "CONFIRMED"));
            }
        });
    }

    /** Closes the connection instead of answering every third order. */
    public static StubShop hangingUpAtEveryThirdOrder() throws IOException {
        AtomicInteger numbers = new AtomicInteger();
        return new StubShop((exchange, _) -> {
            if (numbers.incrementAndGet() % 3 == 0) {
                throw new IOException("hung up");
            }
            answer(exchange, 201, order("1", "CONFIRMED"));
        });
    }

    /** Keeps orders, keys and stock. */
    public static StubShop whole() throws IOException {
        return of(new SmallShop(Mistake.NONE));
    }

    /** Confirms again what it has confirmed before. */
    public static StubShop forgettingKeys() throws IOException {
        return of(new SmallShop(Mistake.FORGETS_KEYS));
    }

    /** Confirms whatever the stock. */
    public static StubShop overselling() throws IOException {
        return of(new SmallShop(Mistake.OVERSELLS));
    }

    /** Accepts orders and then cancels them. */
    public static StubShop cancellingWhatItAccepted() throws IOException {
        return of(new SmallShop(Mistake.CANCELS_WHAT_IT_ACCEPTED));
    }

    /** Asks every third customer to come again. */
    public static StubShop busyEveryThirdTime() throws IOException {
        return of(new SmallShop(Mistake.IS_BUSY_EVERY_THIRD_TIME));
    }

    /** Sends everybody away without a word when to come again. */
    public static StubShop busyForGood() throws IOException {
        return of(new SmallShop(Mistake.IS_BUSY_WITHOUT_SAYING_WHEN_TO_COME_AGAIN));
    }

    private static StubShop of(SmallShop shop) throws IOException {
        return new StubShop((exchange, body) -> {
            SmallShop.Said said = shop.answer(exchange, body);
            said.headers().forEach(exchange.getResponseHeaders()::set);
            answer(exchange, said.status(), said.body());
        });
    }

    private static String order(String number, String status) {
        return "{\"id\":\"ord_" + "0".repeat(26 - number.length()) + number + "\",\"status\":\"" + status
                + "\",\"paymentStatus\":\"AUTHORIZED\",\"padding\":\"" + "x".repeat(1000) + "\"}";
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
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("POST") && path.equals("/orders")) {
                orders.incrementAndGet();
            }
            clerk.serve(exchange, body);
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
        void serve(HttpExchange exchange, String body) throws IOException;
    }
}
