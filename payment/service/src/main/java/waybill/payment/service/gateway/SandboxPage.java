package waybill.payment.service.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;

/** All that the sandbox's books say about one authorization; nothing if there is none. */
record SandboxPage(List<SandboxEntry> entries) {
    /** What the books say under this key. */
    Optional<SandboxEntry> entry(TransactionId key) {
        return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }

    /** The key of the authorization, if there is one. */
    @Nullable
    TransactionId authorization() {
        return granted().map(SandboxEntry::key).orElse(null);
    }

    /** How calls about the authorization behave. */
    SandboxScript script() {
        return granted().map(SandboxPage::script).orElseGet(() -> SandboxScript.read("tok_ok"));
    }

    /** Why the books do not allow this, whatever the script says; empty if they do. */
    Optional<String> objection(GatewayRequest.FollowUp request, Instant now) {
        if (granted().isEmpty()) {
            return Optional.of("UNKNOWN_AUTHORIZATION");
        }
        if (request.kind() == Kind.CAPTURE && !now.isBefore(validUntil(granted().get()))) {
            return Optional.of(GatewayAnswer.EXPIRED);
        }
        return request.amount().compareTo(left(request)) > 0 ? Optional.of("AMOUNT_TOO_LARGE") : Optional.empty();
    }

    /** When this authorization runs out. */
    static Instant validUntil(SandboxEntry authorization) {
        return authorization.at().plus(script(authorization).lasts());
    }

    private static SandboxScript script(SandboxEntry authorization) {
        String token = authorization.script();
        return SandboxScript.read(token == null ? "tok_ok" : token);
    }

    private Optional<SandboxEntry> granted() {
        return entries.stream()
                .filter(entry -> entry.kind() == Kind.AUTHORIZE && entry.succeeded())
                .findFirst();
    }

    private Money left(GatewayRequest.FollowUp request) {
        Money captured = sum(Kind.CAPTURE, request.amount());
        return request.kind() == Kind.REFUND
                ? captured.minus(sum(Kind.REFUND, captured))
                : sum(Kind.AUTHORIZE, captured).minus(captured).minus(sum(Kind.VOID, captured));
    }

    private Money sum(Kind kind, Money like) {
        return entries.stream()
                .filter(entry -> entry.kind() == kind && entry.succeeded())
                .map(SandboxEntry::amount)
                .reduce(Money.zero(like.currency()), Money::plus);
    }
}
