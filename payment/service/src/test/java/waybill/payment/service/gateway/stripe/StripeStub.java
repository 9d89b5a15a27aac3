package waybill.payment.service.gateway.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import waybill.payment.service.gateway.stripe.StripeBooks.Said;

/**
 * The documented endpoints of Stripe on a port of this machine, with books that they really keep. A key is executed
 * once and replayed after that; a test can spoil the next calls.
 */
final class StripeStub implements AutoCloseable {
    static final String API_KEY = "sk_test_the_secret_of_the_shop";

    /** What goes wrong with a call. */
    sealed interface Spoiling {
        /** Answered like this before anything is done. */
        record Refuse(Said said) implements Spoiling {}

        /** Done, and answered with something else than the truth. */
        record Garble(int status, String text) implements Spoiling {}

        /** The connection ends without an answer. */
        record Cut(boolean done) implements Spoiling {}

        /** No answer until the test is over. */
        record Stall(boolean done) implements Spoiling {}

        /** Headers and half a body, and no more. */
        record Trickle() implements Spoiling {}
    }

    /** A call as it arrived. */
    record Seen(String method, String path, Map<String, String> form, Map<String, String> headers) {
        @Nullable
        String header(String name) {
            return headers.get(name.toLowerCase(java.util.Locale.ROOT));
        }
    }

    private record Kept(String request, Said said) {}

    final StripeBooks books = new StripeBooks();
    private final Map<String, Kept> keys = new HashMap<>();
    private final Deque<Spoiling> spoilt = new ArrayDeque<>();
    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch over = new CountDownLatch(1);
    private final HttpServer server;

    StripeStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/", this::exchange);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    StripeSettings settings() {
        return new StripeSettings(API_KEY, null, base());
    }

    /** The next calls go wrong, one after another. */
    void spoil(Spoiling... next) {
        synchronized (spoilt) {
            spoilt.addAll(List.of(next));
        }
    }

    List<Seen> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    private void exchange(HttpExchange exchange) throws IOException {
        Seen call = read(exchange);
        seen.add(call);
        Spoiling spoiling;
        synchronized (spoilt) {
            spoiling = spoilt.poll();
        }
        switch (spoiling) {
            case null -> write(exchange, answered(call));
            case Spoiling.Refuse(var said) -> write(exchange, said);
            case Spoiling.Garble(var status, var text) -> {
                answered(call);
                write(exchange, status, text.getBytes(StandardCharsets.UTF_8));
            }
            case Spoiling.Cut(var done) -> {
                onlyIf(done, call);
                exchange.close();
            }
            case Spoiling.Stall(var done) -> {
                onlyIf(done, call);
                await();
                exchange.close();
            }
            case Spoiling.Trickle _ -> {
                answered(call);
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write("{\"id\"".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                await();
                exchange.close();
            }
        }
    }

    private void onlyIf(boolean done, Seen call) {
        if (done) {
            answered(call);
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Executes a key once; the same key with another request is a mistake. */
    private synchronized Said answered(Seen call) {
        if (!Objects.equals(call.header("Authorization"), "Bearer " + API_KEY)) {
            return StripeBooks.error(401, "invalid_request_error", null, null);
        }
        String key = call.header("Idempotency-Key");
        if (key == null || !call.method().equals("POST")) {
            return books.execute(call);
        }
        String request = call.path() + call.form();
        Kept kept = keys.get(key);
        if (kept == null) {
            kept = new Kept(request, books.execute(call));
            if (kept.said().isKept()) {
                keys.put(key, kept);
            }
        }
        return kept.request().equals(request) ? kept.said() : StripeBooks.error(400, "idempotency_error", null, null);
    }

    private static Seen read(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = exchange.getRequestURI().getRawQuery();
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : (query == null ? body : query).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                form.put(decoded(parts[0]), decoded(parts[1]));
            }
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        return new Seen(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), form, headers);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void write(HttpExchange exchange, Said said) throws IOException {
        ObjectNode body = said.body();
        write(exchange, said.status(), body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void write(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Request-Id", "req_1");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
    }
}
