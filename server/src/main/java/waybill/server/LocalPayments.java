package waybill.server;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.order.service.Payments;
import waybill.payment.service.PaymentService;

/** The way to payment where it runs in the same process. Payment takes no captures and refunds yet. */
final class LocalPayments implements Payments {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPayments.class);
    private static final Duration LATER = Duration.ofSeconds(30);

    LocalPayments(PaymentService payment) {
        LOG.debug("{} takes no captures and refunds", payment);
    }

    @Override
    public Outcome capture(Transfer transfer) {
        return new Outcome.Unavailable(LATER);
    }

    @Override
    public Outcome refund(Transfer transfer) {
        return new Outcome.Unavailable(LATER);
    }
}
