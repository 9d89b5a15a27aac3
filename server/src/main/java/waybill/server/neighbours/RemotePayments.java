package waybill.server.neighbours;

import java.util.LinkedHashMap;
import java.util.Map;
import waybill.engine.http.client.Ask;
import waybill.engine.http.client.ServiceClient;
import waybill.order.service.Payments;

/** The way to payment over HTTP. The reference is also the idempotency key, so a repeat moves the money once. */
final class RemotePayments implements Payments {
    private static final String REFUND = "REFUND";

    /** Our attempts last 5 s; that it is on its way is worth more than no answer, which would be payment's failure. */
    private static final String ANSWER_BEFORE_WE_GIVE_UP = "wait=4";

    private final ServiceClient payment;

    RemotePayments(ServiceClient payment) {
        this.payment = payment;
    }

    @Override
    public Outcome capture(Transfer transfer) {
        return move("/payments/capture", body(transfer), transfer, TransferReply.Kind.CAPTURE);
    }

    @Override
    public Outcome refund(Transfer transfer) {
        Map<String, Object> body = body(transfer);
        body.put("reason", REFUND);
        return move("/payments/refund", body, transfer, TransferReply.Kind.REFUND);
    }

    private static Map<String, Object> body(Transfer transfer) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("paymentId", transfer.paymentId());
        body.put("amount", transfer.decimal());
        body.put("reference", transfer.reference());
        return body;
    }

    private Outcome move(String path, Map<String, Object> body, Transfer transfer, TransferReply.Kind kind) {
        Ask ask = Ask.post(path, body)
                .withKey(transfer.reference())
                .withHeader("Prefer", ANSWER_BEFORE_WE_GIVE_UP)
                .tracedTo(transfer.traceparent());
        return Outcomes.of(
                transfer, () -> payment.ask(ask), reply -> new TransferReply(transfer, kind, reply).outcome());
    }
}
