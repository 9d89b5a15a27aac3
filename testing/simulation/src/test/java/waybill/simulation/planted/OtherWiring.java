package waybill.simulation.planted;

import static waybill.simulation.planted.OtherDecider.deciding;

import java.util.Optional;
import java.util.function.BiFunction;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.InventoryRefusal;
import waybill.inventory.domain.Warehouse;
import waybill.kernel.Decision;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.simulation.shop.Wiring;

/** A shop in which one service decides some commands differently. */
final class OtherWiring {
    private OtherWiring() {}

    static Wiring order(
            Wiring real, BiFunction<Order, OrderCommand, Optional<Decision<OrderEvent, OrderRefusal>>> instead) {
        return real.order(decider -> deciding(decider, instead));
    }

    static Wiring stock(
            Wiring real,
            BiFunction<Warehouse, InventoryCommand, Optional<Decision<InventoryEvent, InventoryRefusal>>> instead) {
        return real.stock(decider -> deciding(decider, instead));
    }

    static Wiring money(
            Wiring real,
            BiFunction<Payments, PaymentCommand, Optional<Decision<PaymentEvent, PaymentRefusal>>> instead) {
        return real.money(decider -> deciding(decider, instead));
    }
}
