package waybill.server.neighbours;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.commands.Overloaded;
import waybill.order.service.Payments;
import waybill.payment.service.PaymentService;
import waybill.payment.service.TransferResult;

/** The way to payment where it runs in the same process. What is not known is never taken for a "no". */
final class LocalPayments implements Payments {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPayments.class);

    /** Longer than payment itself waits for its gateway. */
    private static final long PATIENCE_SECONDS = 12;

    /** When the gateway's breaker lets a call through again (ARCHITECTURE.md §5). */
    private static final Duration GATEWAY_AGAIN = Duration.ofSeconds(30);

    private static final Duration BUSY_AGAIN = Duration.ofSeconds(1);
    private static final String REFUND = "REFUND";

    private final PaymentService payment;

    LocalPayments(PaymentService payment) {
        this.payment = payment;
    }

    @Override
    public Outcome capture(Transfer transfer) {
        return await(
                payment.capture(transfer.order(), transfer.payment(), transfer.amount(), transfer.reference()),
                transfer);
    }

    @Override
    public Outcome refund(Transfer transfer) {
        return await(
                payment.refund(transfer.order(), transfer.payment(), transfer.amount(), transfer.reference(), REFUND),
                transfer);
    }

    private static Outcome await(CompletableFuture<TransferResult> answer, Transfer transfer) {
        try {
            return outcome(answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException late) {
            LOG.warn("no answer about {} in time; payment will announce it", transfer.reference(), late);
            return new Outcome.Unknown();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown();
        } catch (ExecutionException failed) {
            // Turned away before anything was queued: the one failure that proves that nothing was moved.
            if (failed.getCause() instanceof Overloaded) {
                return new Outcome.Unavailable(BUSY_AGAIN);
            }
            LOG.warn("nobody knows about {}; it will be asked for again", transfer.reference(), failed.getCause());
            return new Outcome.Unknown();
        }
    }

    private static Outcome outcome(TransferResult result) {
        return switch (result) {
            case TransferResult.Done _ -> new Outcome.Moved();
            case TransferResult.Declined(var reason) -> new Outcome.Declined(reason);
            case TransferResult.Expired _ -> new Outcome.Expired();
            case TransferResult.OverLimit _ -> new Outcome.TooMuch();
            case TransferResult.NotSent _ -> new Outcome.Unavailable(GATEWAY_AGAIN);
            case TransferResult.Unknown _ -> new Outcome.Unknown();
        };
    }
}
