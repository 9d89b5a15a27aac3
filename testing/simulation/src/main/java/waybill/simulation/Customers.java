package waybill.simulation;

import java.time.Duration;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;
import waybill.kernel.RefundId;
import waybill.kernel.ShipmentId;
import waybill.order.domain.Address;
import waybill.order.domain.Customer;
import waybill.order.domain.FulfilmentCommand;
import waybill.order.domain.Hold;
import waybill.order.domain.Line;
import waybill.order.domain.NewOrder;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.PaymentMethod;
import waybill.order.domain.Remark;
import waybill.order.domain.fulfilment.Portion;

/** Everybody who asks something of the shop: customers, the warehouse, operators. They do what comes to mind. */
final class Customers {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final PaymentMethod CARD = new PaymentMethod("card", "tok_sim");
    private static final Duration SAGA = Duration.ofMinutes(15);
    private static final String PERSON = "somebody";

    private final Shop shop;
    private final World world;
    private final List<ProductId> products;
    private final Map<OrderId, NewOrder> sent = new LinkedHashMap<>();

    Customers(Shop shop, List<ProductId> products) {
        this.shop = shop;
        this.world = shop.world;
        this.products = products;
    }

    /** What was sent, by order. */
    Map<OrderId, NewOrder> sent() {
        return sent;
    }

    void placeAnOrder() {
        OrderId id = OrderId.of(world.next());
        boolean two = products.size() > 1 && world.happens(50);
        int first = world.number(products.size());
        List<Line> lines = two
                ? List.of(line(1, products.get(first)), line(2, products.get((first + 1) % products.size())))
                : List.of(line(1, products.get(first)));
        NewOrder order = new NewOrder(
                id,
                new Customer("cust" + world.number(3), "Ada", "ada@example.com"),
                EUR,
                lines,
                address("1 Main St"),
                CARD,
                world.happens(75) ? NewOrder.Confirmation.AUTO : NewOrder.Confirmation.MANUAL,
                Map.of("cart", "c" + sent.size()));
        sent.put(id, order);
        shop.tell(new OrderCommand.PlaceOrder(
                order, null, world.happens(20), world.instant().plus(SAGA), world.instant()));
    }

    private Line line(int number, ProductId product) {
        return new Line(number, product, null, 1 + world.number(3), new Money(100L * (1 + world.number(9)), EUR));
    }

    private static Address address(String street) {
        return new Address(street, "Berlin", "10115", "DE", null);
    }

    /** Asks something of an order there is. */
    void askSomething() {
        if (sent.isEmpty()) {
            return;
        }
        OrderId order = world.oneOf(List.copyOf(sent.keySet()));
        switch (world.number(16)) {
            case 0 -> cancel(order, Order.CancelReason.CUSTOMER_REQUEST);
            case 1, 2 -> payAgain(order);
            case 3, 4, 5, 10, 11, 12, 13, 14 -> ship(order);
            case 6 -> shop.tell(new FulfilmentCommand.Deliver(order, world.instant()));
            case 7 -> refund(order);
            case 8 -> shop.tell(new OrderCommand.Confirm(order, world.instant()));
            default -> operate(order);
        }
    }

    void payAgain(OrderId order) {
        shop.tell(new OrderCommand.RetryPayment(order, CARD, world.instant().plus(SAGA), world.instant()));
    }

    void cancel(OrderId order, Order.CancelReason reason) {
        shop.tell(new OrderCommand.Cancel(
                order, reason, null, PERSON, world.instant().plus(SAGA), world.instant()));
    }

    void ship(OrderId order) {
        List<Portion.Asked> some = world.happens(50) ? List.of() : List.of(new Portion.Asked(1, 1));
        shop.tell(new FulfilmentCommand.BeginShipment(
                order,
                ShipmentId.of(world.next()),
                some,
                "DHL",
                null,
                world.instant().plusSeconds(30),
                world.instant()));
    }

    private void refund(OrderId order) {
        shop.tell(new FulfilmentCommand.BeginRefund(
                order,
                RefundId.of(world.next()),
                world.happens(50) ? new Money(100, EUR) : null,
                List.of(),
                null,
                PERSON,
                world.instant().plusSeconds(30),
                world.instant()));
    }

    private void operate(OrderId order) {
        Remark remark = new Remark("because");
        switch (world.number(4)) {
            case 0 -> shop.tell(new OrderCommand.AddHold(order, remark, PERSON, world.instant()));
            case 1 ->
                shop.tell(new OrderCommand.RemoveHold(order, Hold.Kind.OPERATOR, remark, PERSON, world.instant()));
            case 2 -> shop.tell(new OrderCommand.ChangeAddress(order, address("2 Side St"), world.instant()));
            default ->
                shop.tell(new OrderCommand.RetrySaga(
                        order, remark, PERSON, world.instant().plus(SAGA), world.instant()));
        }
    }
}
