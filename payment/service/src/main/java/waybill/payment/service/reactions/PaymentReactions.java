package waybill.payment.service.reactions;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.contracts.inventory.InventoryAnnouncement;
import waybill.contracts.order.OrderAnnouncement;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Reaction;
import waybill.engine.core.time.IdSource;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.service.store.PaymentEvents;

/** When the goods are held, authorize the money; when an order ends or does not want its money, give it back. */
public final class PaymentReactions implements Reaction<Announcement, PaymentCommand> {
    private static final String PAYMENT = "payment";

    private final InstantSource clock;
    private final IdSource ids;

    /** Reactions with ids and times from here. */
    public PaymentReactions(InstantSource clock, IdSource ids) {
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public @Nullable Directed<PaymentCommand> when(Announcement announcement, Envelope<Announcement> envelope) {
        return switch (announcement) {
            case InventoryAnnouncement.InventoryReserved reserved -> authorize(reserved);
            case OrderAnnouncement.PaymentReturnRequested unwanted ->
                directed(new PaymentCommand.ReturnPayment(
                        new OrderId(unwanted.orderId()),
                        new PaymentId(unwanted.paymentId()),
                        transaction(),
                        "ORDER_ENDED",
                        clock.instant()));
            case OrderAnnouncement.OrderCancelRequested ended ->
                directed(new PaymentCommand.ClosePayments(
                        new OrderId(ended.orderId()), ended.attempt(), transaction(), ended.reason(), clock.instant()));
            case OrderAnnouncement.OrderLinesCancelled fewer ->
                directed(new PaymentCommand.ReleaseRest(
                        new OrderId(fewer.orderId()), transaction(), fewer.reason(), clock.instant()));
            case OrderAnnouncement.OrderAnswerWanted wanted -> answer(wanted);
            default -> null;
        };
    }

    /** A reservation made by hand asks for no payment. */
    private @Nullable Directed<PaymentCommand> authorize(InventoryAnnouncement.InventoryReserved reserved) {
        InventoryAnnouncement.Payment payment = reserved.payment();
        if (payment == null) {
            return null;
        }
        return directed(new PaymentCommand.Authorize(
                new OrderId(reserved.orderId()),
                reserved.attempt(),
                PaymentId.of(ids.next()),
                transaction(),
                Money.of(new BigDecimal(payment.amount()), Currency.getInstance(payment.currency())),
                payment.token(),
                clock.instant()));
    }

    /** The order asks one service at a time. */
    private @Nullable Directed<PaymentCommand> answer(OrderAnnouncement.OrderAnswerWanted wanted) {
        if (!wanted.from().equals(PAYMENT)) {
            return null;
        }
        return directed(new PaymentCommand.WantAnswer(new PaymentCommand.Authorize(
                new OrderId(wanted.orderId()),
                wanted.attempt(),
                PaymentId.of(ids.next()),
                transaction(),
                Money.of(new BigDecimal(wanted.total()), Currency.getInstance(wanted.currency())),
                wanted.payment().token(),
                clock.instant())));
    }

    private TransactionId transaction() {
        return TransactionId.of(ids.next());
    }

    private static Directed<PaymentCommand> directed(PaymentCommand command) {
        return new Directed<>(PaymentEvents.payments(command.order()), command);
    }
}
