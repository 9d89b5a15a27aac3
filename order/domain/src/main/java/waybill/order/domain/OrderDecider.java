package waybill.order.domain;

import static waybill.kernel.Decision.alreadySo;
import static waybill.kernel.Decision.refuse;

import waybill.kernel.Decider;
import waybill.kernel.Decision;
import waybill.order.domain.OrderRefusal.IllegalTransition;
import waybill.order.domain.OrderRefusal.OrderAlreadyShipped;
import waybill.order.domain.OrderRefusal.UnknownOrder;
import waybill.order.domain.OrderRefusal.UnknownRefund;
import waybill.order.domain.OrderRefusal.UnknownShipment;
import waybill.order.domain.rules.Closing;
import waybill.order.domain.rules.Operating;
import waybill.order.domain.rules.OrderEvolution;
import waybill.order.domain.rules.OrderTable;
import waybill.order.domain.rules.OrderTable.Move;
import waybill.order.domain.rules.PaymentNews;
import waybill.order.domain.rules.Placing;
import waybill.order.domain.rules.Refunding;
import waybill.order.domain.rules.Shipping;
import waybill.order.domain.rules.StockNews;
import waybill.order.domain.rules.Trigger;

/** Says what may happen to an order: first the table of states and commands, then the rule of the command. */
public final class OrderDecider implements Decider<Order, OrderCommand, OrderEvent, OrderRefusal> {
    @Override
    public Order initial() {
        return new Order.Unplaced();
    }

    @Override
    public Decision<OrderEvent, OrderRefusal> decide(Order order, OrderCommand command) {
        return switch (OrderTable.cell(OrderTable.State.of(order), Trigger.of(command))) {
            case Move.Ignore(String reason) -> alreadySo(reason);
            case Move.Refuse(OrderTable.No why) -> refuse(no(order, command, why));
            case Move.GoTo _, Move.Stay _ -> obey(order, command);
        };
    }

    @Override
    public Order evolve(Order order, OrderEvent event) {
        return OrderEvolution.evolve(order, event);
    }

    private static Decision<OrderEvent, OrderRefusal> obey(Order order, OrderCommand command) {
        return switch (order) {
            case Order.Unplaced _ -> Placing.start(command);
            case Order.Known known ->
                switch (command) {
                    case OrderCommand.News news -> note(known, news);
                    case OrderCommand.OfPerson wish -> serve(known, wish);
                    case FulfilmentCommand wish -> fulfil(known, wish);
                    case OrderCommand.TimeOutSaga due -> Closing.timeOutSaga(known, due);
                    case OrderCommand.CloseRetryWindow due -> Closing.closeRetryWindow(known, due);
                    case OrderCommand.CancelAgain due -> Closing.cancelAgain(known, due);
                };
        };
    }

    private static Decision<OrderEvent, OrderRefusal> note(Order.Known order, OrderCommand.News news) {
        return switch (news) {
            case OrderCommand.NoteStockHeld it -> StockNews.noteStockHeld(order, it);
            case OrderCommand.NoteStockShort it -> StockNews.noteStockShort(order, it);
            case OrderCommand.NoteStockCommitted it -> StockNews.noteStockCommitted(order, it);
            case OrderCommand.NoteStockReleased it -> StockNews.noteStockReleased(order, it);
            case OrderCommand.NoteStockExpired it -> StockNews.noteStockExpired(order, it);
            case OrderCommand.NoteStockClosed it -> Closing.noteStockClosed(order, it);
            case OrderCommand.NotePaymentAuthorized it -> PaymentNews.notePaymentAuthorized(order, it);
            case OrderCommand.NotePaymentDeclined it -> PaymentNews.notePaymentDeclined(order, it);
            case OrderCommand.NotePaymentFailed it -> PaymentNews.notePaymentFailed(order, it);
            case OrderCommand.NotePaymentUnknown it -> PaymentNews.notePaymentUnknown(order, it);
            case OrderCommand.NotePaymentReturned it -> PaymentNews.notePaymentReturned(order, it);
            case OrderCommand.NotePaymentExpired it -> PaymentNews.notePaymentExpired(order, it);
            case OrderCommand.NotePaymentClosed it -> Closing.notePaymentClosed(order, it);
        };
    }

    private static Decision<OrderEvent, OrderRefusal> serve(Order.Known order, OrderCommand.OfPerson wish) {
        return switch (wish) {
            case OrderCommand.PlaceOrder it -> Placing.placeAgain(order, it);
            case OrderCommand.RetryPayment it -> Placing.retryPayment(order, it);
            case OrderCommand.Confirm it -> Placing.confirm(order, it);
            case OrderCommand.ChangeAddress it -> Placing.changeAddress(order, it);
            case OrderCommand.Cancel it -> Closing.cancel(order, it);
            case OrderCommand.AddHold it -> Operating.addHold(order, it);
            case OrderCommand.RemoveHold it -> Operating.removeHold(order, it);
            case OrderCommand.RetrySaga it -> Operating.retrySaga(order, it);
            case OrderCommand.RecordOperatorAct it -> Operating.record(order, it);
        };
    }

    private static Decision<OrderEvent, OrderRefusal> fulfil(Order.Known order, FulfilmentCommand wish) {
        return switch (wish) {
            case FulfilmentCommand.BeginShipment it -> Shipping.begin(order, it);
            case FulfilmentCommand.ChaseShipment it -> Shipping.chase(order, it);
            case FulfilmentCommand.NoteShipmentPaid it -> Shipping.notePaid(order, it);
            case FulfilmentCommand.NoteShipmentUnpaid it -> Shipping.noteUnpaid(order, it);
            case FulfilmentCommand.NoteStockConsumed it -> Shipping.noteConsumed(order, it);
            case FulfilmentCommand.Deliver it -> Shipping.deliver(order, it);
            case FulfilmentCommand.BeginRefund it -> Refunding.begin(order, it);
            case FulfilmentCommand.ChaseRefund it -> Refunding.chase(order, it);
            case FulfilmentCommand.NoteRefunded it -> Refunding.noteRefunded(order, it);
            case FulfilmentCommand.NoteRefundFailed it -> Refunding.noteFailed(order, it);
        };
    }

    private static OrderRefusal no(Order order, OrderCommand command, OrderTable.No why) {
        return switch (order) {
            case Order.Unplaced _ -> new UnknownOrder(command.order());
            case Order.Known known ->
                switch (why) {
                    case NOT_FOUND -> notFound(command);
                    case ILLEGAL_TRANSITION -> illegal(known);
                    case ORDER_ALREADY_SHIPPED -> new OrderAlreadyShipped(command.order());
                };
        };
    }

    private static OrderRefusal notFound(OrderCommand command) {
        if (command instanceof FulfilmentCommand.OfShipment about) {
            return new UnknownShipment(about.order(), about.shipment());
        }
        return command instanceof FulfilmentCommand.OfRefund about
                ? new UnknownRefund(about.order(), about.refund())
                : new UnknownOrder(command.order());
    }

    /** The refusal of what cannot be done in this state, and what can be instead. */
    public static IllegalTransition illegal(Order.Known order) {
        return new IllegalTransition(order.facts().id(), OrderStatus.of(order), OrderAction.of(order));
    }
}
