package waybill.simulation.shop;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.Outcome.Refused;
import waybill.engine.core.commands.Request;
import waybill.engine.core.log.Origin;
import waybill.kernel.TransactionId;
import waybill.order.service.Payments;
import waybill.payment.domain.Kind;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Transaction;
import waybill.payment.domain.TransactionStatus;
import waybill.payment.service.TransferResult;
import waybill.payment.service.store.PaymentEvents;
import waybill.payment.service.transfers.Transfers;
import waybill.simulation.world.World;

/**
 * How the order service asks payment directly: a request to one of payment's processes that may not arrive, may not be
 * answered, and takes its time, in which others go on.
 */
final class DirectPayments implements Payments {
    private static final int LOST_PER_MILLE = 80;
    private static final int PATIENCE = 12;

    private final Shop shop;
    private final World world;

    DirectPayments(Shop shop) {
        this.shop = shop;
        this.world = shop.world();
    }

    @Override
    public Outcome capture(Transfer it) {
        PaymentCommand command = new PaymentCommand.Capture(
                it.order(), it.payment(), transaction(), it.amount(), it.reference(), world.instant());
        return move(it, Kind.CAPTURE, command);
    }

    @Override
    public Outcome refund(Transfer it) {
        PaymentCommand command = new PaymentCommand.Refund(
                it.order(), it.payment(), transaction(), it.amount(), it.reference(), "REFUND", world.instant());
        return move(it, Kind.REFUND, command);
    }

    private TransactionId transaction() {
        return TransactionId.of(world.next());
    }

    private Outcome move(Transfer it, Kind kind, PaymentCommand command) {
        var asked = shop.money().someone();
        if (asked.isEmpty() || world.goesWrong(LOST_PER_MILLE)) {
            return new Outcome.NotAsked();
        }
        Origin origin = new Origin(it.reference(), null, "service:order", it.traceparent());
        var request = new Request<waybill.payment.domain.Payments, PaymentCommand, PaymentRefusal>(
                PaymentEvents.payments(it.order()), false, command, origin, null);
        if (world.goesWrong(LOST_PER_MILLE)) {
            // It is somewhere on its way, long after nobody waits for it any more.
            shop.later(asked.get(), () -> {
                var _ = asked.get().engine().runner().submit(request);
            });
            return new Outcome.Unknown();
        }
        var said = asked.get().engine().runner().submit(request);
        await(said::isDone);
        if (!said.isDone() || said.isCompletedExceptionally() || world.goesWrong(LOST_PER_MILLE)) {
            return new Outcome.Unknown();
        }
        return said.join() instanceof Refused<?, PaymentRefusal>(var reason, var _, var _, var _)
                ? outcome(Transfers.refused(reason))
                : moved(it, kind);
    }

    private Outcome moved(Transfer it, Kind kind) {
        await(() -> {
            Transaction known = transaction(it, kind);
            return known != null && known.status() != TransactionStatus.INITIATED;
        });
        Transaction known = transaction(it, kind);
        return known == null ? new Outcome.Unknown() : outcome(Transfers.told(known));
    }

    private @Nullable Transaction transaction(Transfer it, Kind kind) {
        return shop.paymentsOf(it.order())
                .payment(it.payment())
                .flatMap(payment -> payment.referred(kind, it.reference()))
                .orElse(null);
    }

    /** Others go on until it is so, or until nobody waits any more. */
    private void await(BooleanSupplier done) {
        for (int i = 0; i < PATIENCE && !done.getAsBoolean(); i++) {
            world.letOthersGoOn();
        }
    }

    private static Outcome outcome(TransferResult result) {
        return switch (result) {
            case TransferResult.Done _ -> new Outcome.Moved();
            case TransferResult.Declined(var reason) -> new Outcome.Declined(reason);
            case TransferResult.Expired _ -> new Outcome.Expired();
            case TransferResult.OverLimit _ -> new Outcome.TooMuch();
            case TransferResult.NotSent _ -> new Outcome.Unavailable();
            case TransferResult.Unknown _ -> new Outcome.Unknown();
        };
    }
}
