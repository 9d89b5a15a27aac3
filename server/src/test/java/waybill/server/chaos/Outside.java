package waybill.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import waybill.server.RunningShop;

/** What anybody can read of a calm shop: whole lists, and many things at once. */
final class Outside {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_A_TIME = 32;

    private final RunningShop shop;

    Outside(RunningShop shop) {
        this.shop = shop;
    }

    /** Everything on a list. */
    List<JsonNode> all(String path) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = one(path + (path.contains("?") ? "&" : "?") + "limit=200" + cursor);
            page.path("data").forEach(all::add);
            JsonNode next = page.at("/page/nextCursor");
            cursor = page.at("/page/hasMore").asBoolean() ? "&cursor=" + next.asText() : "";
        } while (!cursor.isEmpty());
        return all;
    }

    /** One thing of each of these, by its name. */
    Map<String, JsonNode> each(Collection<String> names, Function<String, String> path) {
        Map<String, CompletableFuture<JsonNode>> asked = new TreeMap<>();
        Map<String, JsonNode> answers = new TreeMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            names.forEach(name -> asked.put(name, CompletableFuture.supplyAsync(() -> one(path.apply(name)), threads)));
            asked.forEach((name, answer) -> answers.put(name, answer.join()));
        }
        return answers;
    }

    JsonNode one(String path) {
        HttpResponse<String> answer = shop.bare("GET", path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(path + " is not JSON", unreadable);
        }
    }
}
