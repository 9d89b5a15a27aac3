package waybill.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A client of the API that holds every exchange against the contract and keeps it. Headers are given as names and
 * values in turn. May be used by several threads.
 */
public final class ApiClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI base;
    private final OpenApiChecks contract;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    /** A client of the server at this address: {@code http://127.0.0.1:8080}. */
    public ApiClient(URI base, OpenApiChecks contract) {
        this.base = base;
        this.contract = contract;
    }

    /** A client of the server at this port of this machine, under the contract of this repository. */
    public static ApiClient at(int port) {
        return new ApiClient(URI.create("http://127.0.0.1:" + port), OpenApiChecks.standard());
    }

    /**
     * What came back.
     *
     * @param headers by name; the case of names does not matter
     */
    public record Reply(int status, Map<String, String> headers, String body) {
        /** The header's value; null if it is absent. */
        public @Nullable String header(String name) {
            return headers.get(name);
        }

        /** The body as JSON. */
        public JsonNode json() {
            return Objects.requireNonNull(Schemas.parsed(body), "the body is not JSON: " + body);
        }
    }

    /** GET, with these headers. */
    public Reply get(String target, String... headers) {
        return exchange("GET", target, "", headers);
    }

    /** POST with a JSON body, or none if it is empty, and these headers. */
    public Reply post(String target, String json, String... headers) {
        return exchange("POST", target, json, headers);
    }

    /** PUT with a JSON body and these headers. */
    public Reply put(String target, String json, String... headers) {
        return exchange("PUT", target, json, headers);
    }

    /** DELETE, with these headers. */
    public Reply delete(String target, String... headers) {
        return exchange("DELETE", target, "", headers);
    }

    /** Everything that was said so far, in the order of the answers. */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    @Override
    public void close() {
        client.close();
    }

    private Reply exchange(String method, String target, String json, String... headers) {
        Map<String, String> sent = pairs(headers);
        if (!json.isEmpty()) {
            sent.putIfAbsent("Content-Type", "application/json");
        }
        BodyPublisher body = json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(target)).timeout(PATIENCE).method(method, body);
        sent.forEach(request::header);
        HttpResponse<String> response = send(request.build());
        Map<String, String> received = new LinkedHashMap<>();
        response.headers().map().forEach((name, values) -> received.put(name, String.join(", ", values)));
        Exchange exchange = new Exchange(method, target, sent, json, response.statusCode(), received, response.body());
        exchanges.add(exchange);
        contract.check(exchange);
        return new Reply(exchange.status(), exchange.responseHeaders(), exchange.responseBody());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + request.uri(), interrupted);
        }
    }

    private static Map<String, String> pairs(String... headers) {
        if (headers.length % 2 != 0) {
            throw new IllegalArgumentException("headers are names and values in turn");
        }
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            pairs.put(headers[i], headers[i + 1]);
        }
        return pairs;
    }
}
