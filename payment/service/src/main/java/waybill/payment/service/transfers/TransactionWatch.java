package waybill.payment.service.transfers;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.core.log.Recorded;
import waybill.engine.http.writes.Waits;
import waybill.kernel.OrderId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Payment;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentHistory;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.domain.Transaction;
import waybill.payment.domain.TransactionState;
import waybill.payment.domain.TransactionStatus;
import waybill.payment.service.gateway.GatewayCaller;
import waybill.payment.service.store.PaymentEvents;

/** Waits until the gateway has answered about a transaction, as seen in the service's own feed. Blocks. */
public final class TransactionWatch {
    /** Longer than everything that is tried at the gateway, so that an answer usually says how it came out. */
    public static final Duration USUAL_WAIT = GatewayCaller.WINDOW_MAX.plusSeconds(1);

    /** For a service that asks, whose attempt lasts 5 s: an answer that it is on its way comes before that. */
    public static final Duration SERVICE_WAIT = Duration.ofSeconds(4);

    private final ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, ?, Announcement> engine;
    private final Watchers<PaymentEvent> watchers;

    /** Watches this engine; {@code watchers} are shown its log. */
    public TransactionWatch(
            ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, ?, Announcement> engine,
            Watchers<PaymentEvent> watchers) {
        this.engine = engine;
        this.watchers = watchers;
    }

    /**
     * A transaction and its payment as they were when it was first known what became of it, or as they are if it is
     * not.
     *
     * @param traceparent of the request that began it
     */
    public record Seen(
            OrderId order,
            Payment payment,
            Transaction transaction,
            @Nullable String traceparent) {}

    /** The transaction as soon as it has an answer, or when nobody knows, or when this time is up. */
    public Seen seen(OrderId order, TransactionId transaction, Duration wait) {
        String stream = PaymentEvents.payments(order).name();
        List<Recorded<PaymentEvent>> history = Waits.until(
                watchers, stream, () -> engine.history(stream).join(), known -> isAnswered(known, transaction), wait);
        return cut(order, history, transaction);
    }

    private static boolean isAnswered(List<Recorded<PaymentEvent>> history, TransactionId wanted) {
        return fold(history)
                .transaction(wanted)
                .filter(one -> one.status() != TransactionStatus.INITIATED)
                .isPresent();
    }

    /** The payments that this history tells. */
    public static Payments fold(List<Recorded<PaymentEvent>> history) {
        Payments now = Payments.NONE;
        for (Recorded<PaymentEvent> recorded : history) {
            now = PaymentHistory.after(now, recorded.event());
        }
        return now;
    }

    /** What follows the first answer is left out: a repeat is told what the first request was told. */
    private static Seen cut(OrderId order, List<Recorded<PaymentEvent>> history, TransactionId wanted) {
        Payments now = Payments.NONE;
        String traceparent = null;
        for (Recorded<PaymentEvent> recorded : history) {
            boolean wasThere = now.transaction(wanted).isPresent();
            now = PaymentHistory.after(now, recorded.event());
            if (!wasThere && now.transaction(wanted).isPresent()) {
                traceparent = recorded.meta().traceparent();
            }
            if (now.transaction(wanted).filter(TransactionWatch::isKnown).isPresent()) {
                break;
            }
        }
        Payment payment =
                now.paymentOf(wanted).orElseThrow(() -> new IllegalStateException("a transaction is gone: " + wanted));
        return new Seen(order, payment, payment.transaction(wanted).orElseThrow(), traceparent);
    }

    private static boolean isKnown(Transaction transaction) {
        return switch (transaction.state()) {
            case TransactionState.Succeeded _,
                    TransactionState.Declined _,
                    TransactionState.Errored _,
                    TransactionState.ErroredForNow _ -> true;
            case TransactionState.Initiated _, TransactionState.Unknown _, TransactionState.UnderReview _ -> false;
        };
    }
}
