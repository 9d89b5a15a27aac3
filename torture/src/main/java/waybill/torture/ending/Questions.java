package waybill.torture.ending;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import waybill.torture.system.Shop;
import waybill.torture.system.Waiting;

/** Asks the shop itself, past the proxy, when nothing fails any more. */
final class Questions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TRIES = 5;
    private static final int PAUSE_MILLIS = 500;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Shop shop;

    Questions(Shop shop) {
        this.shop = shop;
    }

    /** All of a list that has no pages. */
    void all(String list, Consumer<JsonNode> reader) {
        get(list).path("data").forEach(reader);
    }

    /** All of a list, page by page. */
    void each(String list, Consumer<JsonNode> reader) {
        String cursor = "";
        do {
            String page = list + (list.contains("?") ? "&" : "?") + "limit=200" + cursor;
            JsonNode answer = get(page);
            answer.path("data").forEach(reader);
            cursor = answer.at("/page/hasMore").asBoolean()
                    ? "&cursor=" + answer.at("/page/nextCursor").asText()
                    : "";
        } while (!cursor.isEmpty());
    }

    JsonNode get(String path) {
        return json(HttpRequest.newBuilder(shop.inside(path)).timeout(PATIENCE).build());
    }

    /** The text of a page that is no JSON. */
    String text(URI page) {
        return sent(HttpRequest.newBuilder(page).timeout(PATIENCE).build()).body();
    }

    /** An operator's act, under a key of its own. */
    void act(String path, String body) {
        sent(HttpRequest.newBuilder(shop.inside(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode json(HttpRequest request) {
        HttpResponse<String> answer = sent(request);
        if (answer.statusCode() != 200) {
            throw new Unreadable(request.uri().getPath() + " was answered " + answer.statusCode() + " "
                    + answer.body().strip());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException unreadable) {
            throw new Unreadable(request.uri() + " was not answered with JSON: " + unreadable.getMessage());
        }
    }

    /** A connection that was idle may have been closed by now; and "too busy" is to be asked again. */
    private HttpResponse<String> sent(HttpRequest request) {
        String last = "";
        for (int i = 0; i < TRIES; i++) {
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != 503 && answer.statusCode() != 502) {
                    return answer;
                }
                last = answer.statusCode() + " " + answer.body().strip();
            } catch (IOException brokenOff) {
                last = String.valueOf(brokenOff);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
                break;
            }
            Waiting.pass(PAUSE_MILLIS);
        }
        throw new Unreadable(request.uri() + " was not answered: " + last);
    }
}
