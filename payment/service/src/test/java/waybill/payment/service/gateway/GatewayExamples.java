package waybill.payment.service.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;

/** One ordinary order over 21.98 EUR at the gateway's door. */
final class GatewayExamples {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant VALID_UNTIL = AT.plus(Duration.ofDays(7));
    static final Duration PATIENCE = Duration.ofSeconds(5);
    static final OrderId ORDER = OrderId.of(uuid(1));
    static final OrderId OTHER_ORDER = OrderId.of(uuid(2));
    static final Money AMOUNT = euros(2198);
    static final TransactionId KEY = key(1);
    static final TransactionId RETURN = key(11);

    private GatewayExamples() {}

    static TransactionId key(long number) {
        return TransactionId.of(uuid(number));
    }

    static Money euros(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }

    static GatewayRequest.Authorization authorization(TransactionId key, String token) {
        return new GatewayRequest.Authorization(key, ORDER, AMOUNT, token, AT);
    }

    static GatewayRequest.Reversal reversal(TransactionId key, String authorization) {
        return new GatewayRequest.Reversal(key, ORDER, AMOUNT, authorization, AT);
    }

    static GatewayQuestion question(TransactionId key) {
        return new GatewayQuestion(key, Kind.AUTHORIZE, ORDER, AMOUNT, AT, null);
    }

    static GatewayRequest.Capture capture(long number, long cents) {
        return new GatewayRequest.Capture(key(number), ORDER, euros(cents), reference(KEY), false, AT);
    }

    static GatewayRequest.Refund refund(long number, long cents) {
        return new GatewayRequest.Refund(key(number), ORDER, euros(cents), reference(KEY), AT);
    }

    static SandboxEntry entry(long number, Money amount) {
        return entry(number, amount, null);
    }

    static SandboxEntry entry(long number, Money amount, @Nullable String declinedBecause) {
        return new SandboxEntry(key(number), Kind.AUTHORIZE, amount, null, "sbx_" + number, declinedBecause, null, AT);
    }

    /** To be written by {@link #AT} plus the longest that a request may be on its way. */
    static SandboxBooking booking(SandboxEntry entry) {
        return new SandboxBooking(entry, AT.plus(GatewayCaller.WINDOW_MAX));
    }

    static String reference(TransactionId key) {
        return "sbx_" + key.value().substring("txn_".length());
    }

    /** A version 7 UUID that differs by this number. */
    private static UUID uuid(long number) {
        return new UUID(0x0195_50f0_0000_7000L, 0x8000_0000_0000_0000L | number);
    }
}
