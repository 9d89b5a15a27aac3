package waybill.payment.service.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Page;
import waybill.engine.http.Routes;
import waybill.engine.http.Rule;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.kernel.TransactionId;
import waybill.payment.service.gateway.SandboxEntry;
import waybill.payment.service.gateway.SandboxLedger;

/** Shows the sandbox gateway's books, so that a test can compare them with ours. */
public final class SandboxEndpoints {
    private static final Rule KEY = Rule.parsedBy(TransactionId::parse, "a cursor that this list gave out");

    private final SandboxLedger ledger;

    /** Shows these books. */
    public SandboxEndpoints(SandboxLedger ledger) {
        this.ledger = ledger;
    }

    /** The routes. */
    public Routes routes() {
        return new Routes()
                .get(
                        "/sandbox/transactions",
                        "listSandboxTransactions",
                        Set.of("limit", "cursor"),
                        Access.to(Scope.PAYMENTS_READ),
                        this::list);
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
                Page.limit(query),
                Optional.ofNullable(query.text("cursor", KEY)).flatMap(TransactionId::parse)));
        List<SandboxEntry> found = ledger.list(asked.after(), asked.limit() + 1);
        return Answer.json(
                200,
                Page.first(asked.limit(), found, Line::of, entry -> entry.key().value()));
    }
}
