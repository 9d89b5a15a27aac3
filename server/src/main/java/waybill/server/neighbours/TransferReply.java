package waybill.server.neighbours;

import com.fasterxml.jackson.databind.JsonNode;
import waybill.engine.http.client.Reply;
import waybill.order.service.Payments.Outcome;
import waybill.order.service.Payments.Transfer;

/**
 * What payment's answer over HTTP means for a transfer. Only what payment says in its own words about this very payment
 * is believed; everything else, from whoever stands in between as well, is {@link Outcome.Unknown}.
 */
record TransferReply(Transfer transfer, Kind kind, Reply reply) {
    /** Which transaction it is about. */
    enum Kind {
        CAPTURE,
        REFUND
    }

    Outcome outcome() {
        return switch (reply.status()) {
            case 200 -> isMoved() ? new Outcome.Moved() : unclear();
            // It is on its way, or the gateway has not said what became of it; payment will announce it.
            case 202 -> new Outcome.Unknown();
            case 402 -> is("payment-declined") && isAboutPayment() ? new Outcome.Declined(reason()) : unclear();
            case 409 -> conflict();
            // Payment has written down that the gateway was never asked under this reference.
            case 503 -> is("payment-unavailable") && isAboutPayment() ? new Outcome.Unavailable() : unclear();
            default -> unclear();
        };
    }

    /** The transaction with our reference has succeeded, over our amount. */
    private boolean isMoved() {
        if (!text(reply.body(), "id").equals(transfer.paymentId())) {
            return false;
        }
        for (JsonNode transaction : reply.body().path("transactions")) {
            if (text(transaction, "reference").equals(transfer.reference())
                    && text(transaction, "kind").equals(kind.name())
                    && text(transaction, "status").equals("SUCCEEDED")
                    && text(transaction, "amount").equals(transfer.decimal())) {
                return true;
            }
        }
        return false;
    }

    private Outcome conflict() {
        return switch (reply.problem()) {
            case "authorization-expired" -> new Outcome.Expired();
            case "over-capture", "over-refund" -> new Outcome.TooMuch();
            // Something else of this payment has to be cleared up first; this was not begun.
            case "transaction-unresolved" -> new Outcome.Unavailable();
            case "illegal-transition" -> new Outcome.Declined(refused());
            default -> unclear();
        };
    }

    /** The words that payment itself uses where it runs in the same process. */
    private String refused() {
        return text(reply.body(), "currentStatus").equals("CLOSED") ? "ORDER_CLOSED" : "NOTHING_TO_CAPTURE";
    }

    private String reason() {
        String reason = text(reply.body(), "reason");
        return reason.isEmpty() ? "DECLINED" : reason;
    }

    private boolean is(String problem) {
        return reply.problem().equals(problem);
    }

    private boolean isAboutPayment() {
        return text(reply.body(), "paymentId").equals(transfer.paymentId());
    }

    private Outcome unclear() {
        return Outcomes.unknown(transfer, "payment answered " + reply.status() + " " + reply.problem());
    }

    private static String text(JsonNode body, String name) {
        return body.path(name).asText("");
    }
}
