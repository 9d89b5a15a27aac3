package waybill.server.audit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import waybill.auditor.Blocked;
import waybill.auditor.Check;
import waybill.auditor.Finding;
import waybill.auditor.Report;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Problem;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;

/** {@code /reconciliation}: whether the books of the three services agree, and what does not. */
public final class ReconciliationRoutes {
    private static final Duration USUAL_WAIT = Duration.ofSeconds(2);

    private final Auditing auditing;

    /** Tells what this audit has found. */
    public ReconciliationRoutes(Auditing auditing) {
        this.auditing = auditing;
    }

    /** The routes. */
    public Routes routes() {
        return new Routes()
                .get("/reconciliation", "getReconciliation", Set.of("full"), Access.to(Scope.OPS_READ), this::tell);
    }

    private Answer tell(Call call) {
        boolean full = call.query(query -> query.choiceOr("full", Map.of("true", true, "false", false), false));
        return full ? whole(call.preferWait(USUAL_WAIT)) : Answer.json(200, json(state(), auditing.report()));
    }

    private String state() {
        if (!auditing.isOn()) {
            return "OFF";
        }
        return auditing.isCurrent() ? "CURRENT" : "CATCHING_UP";
    }

    /** Begins one unless one is running, and waits for it. */
    private Answer whole(Duration wait) {
        CompletableFuture<Report> running = auditing.whole();
        try {
            Report report = running.get(wait.toMillis(), TimeUnit.MILLISECONDS);
            auditing.heard(running);
            return Answer.json(200, json("COMPLETE", report));
        } catch (TimeoutException notYet) {
            return Answer.json(202, json("RUNNING", auditing.report())).withHeader("Retry-After", "1");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Answer.json(202, json("RUNNING", auditing.report())).withHeader("Retry-After", "1");
        } catch (ExecutionException failed) {
            auditing.heard(running);
            throw Problem.of("overloaded", "The databases cannot be audited now.")
                    .asException();
        }
    }

    private Map<String, Object> json(String state, Report report) {
        boolean isWhole = state.equals("COMPLETE");
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", state);
        json.put("seenAllAt", at(isWhole, report));
        json.put("events", report.events());
        json.put("behind", isWhole ? 0 : auditing.behind());
        json.put("moving", report.moving());
        json.put(
                "checks",
                List.of(Check.values()).stream()
                        .map(check -> json(check, report))
                        .toList());
        json.put(
                "findings",
                report.findings().stream().map(ReconciliationRoutes::json).toList());
        json.put(
                "blocked",
                report.blocked().stream().map(ReconciliationRoutes::json).toList());
        return json;
    }

    private @Nullable Object at(boolean isWhole, Report report) {
        if (isWhole) {
            return report.at();
        }
        return auditing.hasSeenAll() ? auditing.finished() : null;
    }

    private static Map<String, Object> json(Check check, Report report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("check", check.name());
        json.put("law", check.law());
        json.put("counted", report.counted().getOrDefault(check, 0L));
        json.put("violations", report.violations(check));
        return json;
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("check", finding.check().name());
        json.put("service", finding.service());
        json.put("subject", finding.subject());
        json.put("what", finding.what());
        json.put("advice", finding.advice());
        return json;
    }

    private static Map<String, Object> json(Blocked blocked) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("orderId", blocked.order());
        json.put("service", blocked.service());
        json.put("why", blocked.why());
        return json;
    }
}
