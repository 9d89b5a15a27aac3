package waybill.inventory.service.http;

import java.util.List;
import waybill.engine.http.Problem;
import waybill.inventory.domain.InventoryRefusal;
import waybill.inventory.domain.ReservationStatus;
import waybill.inventory.domain.Shortage;

/** What inventory refuses, as a sentence for a person and a code for a program. */
final class InventoryProblems {
    private InventoryProblems() {}

    static Problem of(InventoryRefusal refusal) {
        return switch (refusal) {
            case InventoryRefusal.InsufficientStock(var shortages) -> tooLittle(shortages);
            case InventoryRefusal.AlreadyReserved(var order, var reservation, var status) ->
                Problem.of("already-reserved", "The order already has other goods, " + status + ".")
                        .with("orderId", order.value())
                        .with("reservationId", reservation.value());
            case InventoryRefusal.ReservationReleased(var order) ->
                Problem.of("reservation-released", "The goods of the order were released; it cannot hold any again.")
                        .with("orderId", order.value());
            case InventoryRefusal.ReservationEnded(var _, var attempt, var status) ->
                transition("The reservation of attempt " + attempt + " is " + status + ".", status.name());
            case InventoryRefusal.CannotCommit(var _, var attempt, var status) ->
                transition("The reservation of attempt " + attempt + " is " + status + ".", status.name());
            case InventoryRefusal.CannotConsume(var _, var attempt, var status, var _) ->
                transition("The reservation of attempt " + attempt + " is " + status + ".", status.name());
            case InventoryRefusal.MoreThanCommitted(var _, var attempt, var _, var excess) ->
                transition(
                        "More of " + excess.size() + " products was shipped than attempt " + attempt
                                + " has committed and not shipped.",
                        ReservationStatus.COMMITTED.name());
            case InventoryRefusal.UnknownReservation(var order, var _) ->
                Problem.of("not-found", "There is no reservation for order " + order.value() + ".");
            case InventoryRefusal.UnknownProduct(var product) ->
                Problem.of("not-found", "There is no product " + product.value() + ".");
            case InventoryRefusal.BelowPromised(var product, var _, var available) ->
                Problem.of(
                                "below-promised",
                                "Only " + available + " of " + product.value() + " are not promised to orders.")
                        .with("productId", product.value())
                        .with("available", available);
            case InventoryRefusal.AboveMaximum(var product, var _, var onHand) ->
                Problem.of("above-maximum", "More of " + product.value() + " would be on hand than can be counted.")
                        .with("productId", product.value())
                        .with("onHand", onHand);
        };
    }

    private static Problem tooLittle(List<Shortage> shortages) {
        return Problem.of(
                        "insufficient-stock",
                        "There is not enough stock of " + shortages.size()
                                + (shortages.size() == 1 ? " product." : " products."))
                .with("items", InventoryJson.Lacking.of(shortages));
    }

    private static Problem transition(String detail, String status) {
        return Problem.of("illegal-transition", detail)
                .with("currentStatus", status)
                .with("allowedActions", List.of());
    }
}
