package waybill.engine.http;

import java.util.LinkedHashMap;
import java.util.Map;
import waybill.engine.http.json.Json;

/** Writes problems as documents of RFC 9457. */
public final class ProblemDocument {
    private ProblemDocument() {}

    /**
     * The finished answer.
     *
     * @param instance the path of the request
     * @param traceId finds the request in logs and traces
     */
    public static Answer of(Problem problem, String instance, String traceId) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "/problems/" + problem.slug());
        document.put("title", ProblemTypes.of(problem.slug()).title());
        document.put("status", problem.status());
        document.put("detail", problem.detail());
        document.put("instance", instance);
        document.put("code", problem.code());
        document.put("traceId", traceId);
        document.put("error", problem.detail());
        document.putAll(problem.members());
        Answer answer = new Answer(problem.status(), Map.of(), Json.bytes(document), Answer.PROBLEM);
        Object seconds = problem.members().get(Problem.RETRY_AFTER);
        return seconds == null ? answer : answer.withHeader("Retry-After", seconds.toString());
    }
}
