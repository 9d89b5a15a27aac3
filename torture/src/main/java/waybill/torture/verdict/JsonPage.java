package waybill.torture.verdict;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import waybill.torture.history.Outcome;

/** The verdict for programs: what the page says, with every finding that is remembered. */
public final class JsonPage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonPage() {}

    /** One JSON object, indented. */
    public static String of(Verdict verdict) {
        Verdict.Run run = verdict.run();
        ObjectNode page = JSON.createObjectNode();
        page.put("result", verdict.passed() ? "PASSED" : "FAILED");
        verdict.objections().forEach(page.putArray("objections")::add);
        page.put("system", run.system()).put("build", run.build()).put("seed", run.seed());
        page.put("seconds", run.length().toSeconds())
                .put("secondsInAll", run.took().toSeconds())
                .put("rate", run.rate());
        page.putObject("load")
                .put("operations", verdict.history().operations())
                .put("invoked", verdict.history().attempts().size())
                .put("ok", verdict.tries(Outcome.OK))
                .put("fail", verdict.tries(Outcome.FAIL))
                .put("info", verdict.tries(Outcome.INFO))
                .put("left", run.left());
        ObjectNode orders = page.putObject("orders");
        verdict.statuses().forEach(orders::put);
        page.put("starts", run.starts());
        faults(verdict, page.putArray("faults"));
        checks(verdict, page.putArray("checks"));
        ObjectNode audit = page.putObject("audit").put("holds", verdict.audit().holds());
        verdict.audit().laws().forEach(audit.putArray("laws")::add);
        verdict.audit().chains().forEach(audit.putArray("chains")::add);
        verdict.audit().rest().forEach(audit.putArray("rest")::add);
        return page.toPrettyString() + "\n";
    }

    private static void faults(Verdict verdict, ArrayNode faults) {
        verdict.injected()
                .forEach(one -> faults.addObject()
                        .put("fault", one.fault().word())
                        .put("atMillis", one.at().toMillis())
                        .put("lastedMillis", one.lasted().toMillis())
                        .put("what", one.what()));
    }

    private static void checks(Verdict verdict, ArrayNode checks) {
        verdict.judgements().forEach(judgement -> {
            ObjectNode check = checks.addObject()
                    .put("promise", judgement.promise())
                    .put("things", judgement.things())
                    .put("looked", judgement.looked())
                    .put("found", judgement.found())
                    .put("holds", judgement.holds());
            judgement.findings().forEach(check.putArray("findings")::add);
        });
    }
}
