package waybill.torture.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import waybill.torture.history.Answer;
import waybill.torture.history.Kind;
import waybill.torture.history.Outcome;

/** What a client makes of an answer. */
final class AnswerReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIGEST_CHARACTERS = 16;

    private AnswerReader() {}

    static Answer read(Kind kind, HttpResponse<String> response) {
        int status = response.statusCode();
        JsonNode body;
        try {
            body = JSON.readTree(response.body());
        } catch (JsonProcessingException unreadable) {
            return Answer.none("an answer that cannot be read, with status " + status);
        }
        String problem = slug(body.path("type").asText());
        boolean showsOrder = body.has("saga") && body.has("items");
        List<Integer> shipped = new ArrayList<>();
        if (showsOrder) {
            body.path("items").forEach(line -> shipped.add(line.path("shipped").asInt()));
        }
        return new Answer(
                outcome(
                        kind,
                        status,
                        problem,
                        response.headers().firstValue("Retry-After").isPresent()),
                status,
                problem,
                response.headers().firstValue("Idempotent-Replayed").isPresent(),
                order(body, showsOrder),
                showsOrder ? body.path("status").asText() : "",
                showsOrder ? body.path("version").asLong() : 0,
                shipped,
                digest(status + " " + response.body()));
    }

    private static String order(JsonNode body, boolean showsOrder) {
        return showsOrder ? body.path("id").asText() : body.path("orderId").asText();
    }

    private static String slug(String type) {
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /**
     * Whether it is known by this what became of the request.
     *
     * @param again whether the answer says when to send it again: then a conflict has decided nothing yet
     */
    static Outcome outcome(Kind kind, int status, String problem, boolean again) {
        if (status / 100 == 2) {
            return Outcome.OK;
        }
        boolean isPaying = kind == Kind.PLACE || kind == Kind.PAY;
        return switch (status) {
            case 402 -> isPaying ? Outcome.OK : Outcome.FAIL;
            // The promise behind it: nothing was charged, shipped or given back; the same request tries again.
            case 503 -> problem.equals("payment-unavailable") ? Outcome.FAIL : Outcome.INFO;
            case 409 -> again ? Outcome.INFO : Outcome.FAIL;
            case 408, 429 -> Outcome.INFO;
            default -> status >= 500 ? Outcome.INFO : Outcome.FAIL;
        };
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
