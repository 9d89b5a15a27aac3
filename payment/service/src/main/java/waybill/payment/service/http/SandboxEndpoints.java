package waybill.payment.service.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Routes;
import waybill.engine.http.Rule;
import waybill.kernel.TransactionId;
import waybill.payment.service.gateway.SandboxEntry;
import waybill.payment.service.gateway.SandboxLedger;

/** Shows the sandbox gateway's books, so that a test can compare them with ours. */
public final class SandboxEndpoints {
    private static final int LIMIT_MAX = 200;
    private static final int LIMIT_USUAL = 50;
    private static final Rule KEY = Rule.parsedBy(TransactionId::parse, "a cursor that this list gave out");

    private final SandboxLedger ledger;

    /** Shows these books. */
    public SandboxEndpoints(SandboxLedger ledger) {
        this.ledger = ledger;
    }

    /** The routes. */
    public Routes routes() {
        return new Routes()
                .get("/sandbox/transactions", "listSandboxTransactions", Set.of("limit", "cursor"), this::list);
    }

    private record Line(
            String key,
            String kind,
            String status,
            String amount,
            String currency,
            String gatewayReference,
            @Nullable String reason,
            Instant at) {
        static Line of(SandboxEntry entry) {
            return new Line(
                    entry.key().value(),
                    entry.kind().name(),
                    entry.succeeded() ? "SUCCEEDED" : "DECLINED",
                    entry.amount().decimal(),
                    entry.amount().currency().getCurrencyCode(),
                    entry.reference(),
                    entry.declinedBecause(),
                    entry.at());
        }
    }

    private Answer list(Call call) {
        record Asked(int limit, Optional<TransactionId> after) {}
        Asked asked = call.query(query -> new Asked(
                (int) query.integerOr("limit", 1, LIMIT_MAX, LIMIT_USUAL),
                Optional.ofNullable(query.text("cursor", KEY)).flatMap(TransactionId::parse)));
        List<SandboxEntry> found = ledger.list(asked.after(), asked.limit() + 1);
        boolean more = found.size() > asked.limit();
        List<Line> data = found.stream().limit(asked.limit()).map(Line::of).toList();
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("nextCursor", more ? data.getLast().key() : null);
        page.put("hasMore", more);
        return Answer.json(200, Map.of("data", data, "page", page));
    }
}
