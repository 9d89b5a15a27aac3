package waybill.engine.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Problem;
import waybill.engine.http.ProblemTypes;
import waybill.engine.http.Routes;

/** The routes that every process has, whichever services run in it. */
public final class StandardPages {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String HTML = "text/html; charset=utf-8";

    /** Only what is written in the page itself, known by its digest, may style it or run in it. */
    private static final String POLICY = "default-src 'none'; style-src '" + Assets.digest(Assets.STYLE)
            + "'; script-src '" + Assets.digest(Assets.SCRIPT)
            + "'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> LIVE = Map.of("status", "UP");

    private StandardPages() {}

    /**
     * Health, metrics, the contract and its documentation, and a page for every type of problem.
     *
     * @param openapi the contract as it is written
     * @param contract the same contract as a tree
     */
    public static Routes routes(Health health, PrometheusMeterRegistry metrics, byte[] openapi, JsonNode contract) {
        byte[] docs = DocsPage.of(contract).getBytes(StandardCharsets.UTF_8);
        return new Routes()
                .page("/health", "health", call -> health(health.report()))
                .page("/health/live", "healthLive", call -> Answer.json(200, LIVE))
                .page("/health/ready", "healthReady", call -> ready(health))
                .page("/metrics", "metrics", call -> metrics(call, metrics))
                .page("/openapi.yaml", "openapi", call -> bytes(openapi, "application/yaml"))
                .page("/docs", "docs", call -> html(docs))
                .page("/problems/{slug}", "problemType", StandardPages::problem);
    }

    private static Answer health(Health.Report report) {
        return Answer.json(report.status().equals("UP") ? 200 : 503, report);
    }

    private static Answer ready(Health health) {
        if (!health.isReady()) {
            return Answer.json(503, Map.of("status", "DOWN"));
        }
        return health(health.report());
    }

    /** OpenMetrics, which has examples, for who asks for it. */
    private static Answer metrics(Call call, PrometheusMeterRegistry metrics) {
        String accept = call.header("Accept");
        String type = accept != null && accept.contains(OPEN_METRICS)
                ? OPEN_METRICS + "; version=1.0.0; charset=utf-8"
                : PROMETHEUS;
        return Answer.text(200, type, metrics.scrape(type));
    }

    private static Answer problem(Call call) {
        String slug = call.path("slug");
        if (!ProblemTypes.isKnown(slug)) {
            throw Problem.of("not-found", "There is no such type of problem.").asException();
        }
        return html(ProblemPage.of(ProblemTypes.of(slug)).getBytes(StandardCharsets.UTF_8));
    }

    private static Answer html(byte[] page) {
        return bytes(page, HTML)
                .withHeader("Content-Security-Policy", POLICY)
                .withHeader("Referrer-Policy", "no-referrer");
    }

    private static Answer bytes(byte[] bytes, String contentType) {
        return new Answer(200, Map.of(), bytes, contentType);
    }
}
