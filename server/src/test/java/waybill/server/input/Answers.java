package waybill.server.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import waybill.server.Plain;
import waybill.testkit.http.Exchange;
import waybill.testkit.http.OpenApiChecks;

/** What every answer of a problem must be, whoever provoked it. */
public final class Answers {
    private static final OpenApiChecks CONTRACT = OpenApiChecks.standard();

    /** What an inside looks like: frames, classes, files, statements, messages of the database. */
    private static final Pattern INSIDE = Pattern.compile(
            "\\bat [\\w.$]+\\(|\\b(waybill|java|javax|jdk|io\\.helidon|com"
                    + "\\.fasterxml|org\\.postgresql|ch\\.qos)\\.[a-z]+\\.|\\w(Exception|Error)\\b|\\.java\\b|(?i:\\bselect\\b.+"
                    + "\\bfrom\\b|\\binsert into\\b|\\bsqlstate\\b|\\brelation [\\\\\"])|/(home|tmp|usr|var|work|root)/");

    private Answers() {}

    /** Whether this is a whole problem document of the contract, with nothing of the inside in it. */
    public static JsonNode assertIsProblem(Wire.Response answer, String request) {
        Exchange exchange = exchange(answer, request);
        CONTRACT.checkProblem(exchange);
        if (exchange.target().startsWith("/")
                && CONTRACT.knows(exchange)
                && exchange.path().equals(instance(answer))) {
            CONTRACT.check(exchange);
        }
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Request-Id")).isNotBlank();
        JsonNode problem = Plain.read(answer.body());
        JsonNode told = problem.deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) told).remove("instance");
        assertThat(INSIDE.matcher(told.toString()).find()).as(answer.body()).isFalse();
        return problem;
    }

    /** Whether this is what the contract says about the request, which is well-framed; any problem is a whole one. */
    public static void assertIsOfContract(Wire.Response answer, String request) {
        if (answer.status() >= 400) {
            assertIsProblem(answer, request);
        } else {
            CONTRACT.check(exchange(answer, request));
        }
    }

    private static String instance(Wire.Response answer) {
        return Plain.read(answer.body()).path("instance").asText();
    }

    /** The faults that a problem names, as {@code CODE at pointer}. */
    public static List<String> faults(JsonNode problem) {
        List<String> faults = new ArrayList<>();
        problem.path("errors")
                .forEach(error -> faults.add((error.get("code").asText() + " at "
                                + error.get("pointer").asText())
                        .strip()));
        return faults;
    }

    /** The exchange, as far as the request can be read. */
    static Exchange exchange(Wire.Response answer, String request) {
        int end = request.indexOf("\r\n\r\n");
        String[] lines = (end < 0 ? request : request.substring(0, end)).split("\r\n", -1);
        String[] words = lines[0].split(" ", -1);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : List.of(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, Math.max(0, colon)),
                    line.substring(colon + 1).strip());
        }
        // What a GET has in its body is not heard.
        byte[] body = (end < 0 || words[0].equals("GET") ? "" : request.substring(end + 4))
                .getBytes(StandardCharsets.ISO_8859_1);
        return new Exchange(
                words[0],
                words.length > 1 ? words[1] : "",
                headers,
                new String(body, StandardCharsets.UTF_8),
                answer.status(),
                answer.headers(),
                answer.body());
    }
}
