package waybill.payment.service.http;

import java.util.Optional;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.http.Problem;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.service.store.PaymentEvents;
import waybill.payment.service.store.PaymentIndex;

/** Finds payments, folded from their history. */
final class PaymentReading {
    private final ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, ?, Announcement> engine;
    private final PaymentIndex index;

    PaymentReading(
            ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, ?, Announcement> engine,
            PaymentIndex index) {
        this.engine = engine;
        this.index = index;
    }

    /** A payment and the order it is for. */
    record Found(OrderId order, Payment payment) {}

    Payments of(OrderId order) {
        return engine.state(PaymentEvents.payments(order).name()).join();
    }

    Optional<Found> find(PaymentId id) {
        return index.orderOf(id).flatMap(order -> of(order).payment(id).map(payment -> new Found(order, payment)));
    }

    Found require(PaymentId id) {
        return find(id).orElseThrow(() -> absent(id).asException());
    }

    static Problem absent(PaymentId id) {
        return Problem.of("not-found", "There is no payment " + id.value() + ".");
    }
}
