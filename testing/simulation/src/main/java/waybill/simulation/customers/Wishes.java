package waybill.simulation.customers;

import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
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
import waybill.simulation.world.World;

/** What comes to people's minds. */
public final class Wishes {
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final PaymentMethod CARD = new PaymentMethod("card", "tok_sim");
    private static final Duration SAGA = Duration.ofMinutes(15);
    private static final String PERSON = "somebody";

    private final World world;
    private final List<ProductId> products;

    /** Of these products. */
    public Wishes(World world, List<ProductId> products) {
        this.world = world;
        this.products = products;
    }

    OrderCommand.PlaceOrder order(OrderId id, int number) {
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
                Map.of("cart", "c" + number));
        return new OrderCommand.PlaceOrder(
                order, null, world.happens(20), world.instant().plus(SAGA), world.instant());
    }

    private Line line(int number, ProductId product) {
        return new Line(number, product, null, 1 + world.number(3), new Money(100L * (1 + world.number(9)), EUR));
    }

    private static Address address(String street) {
        return new Address(street, "Berlin", "10115", "DE", null);
    }

    /** Something to be asked of an order; the id is the request's. Mostly what makes sense, so that it goes on. */
    Function<UUID, OrderCommand> something(OrderId order, Order state) {
        int sense = world.number(100);
        return switch (state) {
            case Order.Known it when isBeingShipped(it) && sense < 30 -> _ -> cancel(order);
            case Order.Placed _ when sense < 40 -> _ -> new OrderCommand.Confirm(order, world.instant());
            case Order.Confirmed _, Order.PartiallyShipped _ when sense < 60 -> ship(order);
            case Order.Shipped _, Order.Delivered _ when sense < 40 -> refund(order);
            case Order.Unpaid _ when sense < 60 -> payAgain(order);
            case Order _ -> anything(order);
        };
    }

    private static boolean isBeingShipped(Order.Known order) {
        return order.facts().fulfilment().pendingShipment().isPresent();
    }

    private Function<UUID, OrderCommand> payAgain(OrderId order) {
        return _ -> new OrderCommand.RetryPayment(order, CARD, world.instant().plus(SAGA), world.instant());
    }

    private Function<UUID, OrderCommand> anything(OrderId order) {
        return switch (world.number(17)) {
            case 0, 15 -> _ -> cancel(order);
            case 1, 2 -> payAgain(order);
            case 3, 4, 5, 10, 11, 12, 13, 14 -> ship(order);
            case 6 -> _ -> new FulfilmentCommand.Deliver(order, world.instant());
            case 7 -> refund(order);
            case 8 -> _ -> new OrderCommand.Confirm(order, world.instant());
            default -> operate(order);
        };
    }

    private OrderCommand cancel(OrderId order) {
        return new OrderCommand.Cancel(
                order,
                Order.CancelReason.CUSTOMER_REQUEST,
                null,
                PERSON,
                world.instant().plus(SAGA),
                world.instant());
    }

    private Function<UUID, OrderCommand> ship(OrderId order) {
        List<Portion.Asked> some = world.happens(50) ? List.of() : List.of(new Portion.Asked(1, 1));
        return reference -> new FulfilmentCommand.BeginShipment(
                order,
                ShipmentId.of(reference),
                some,
                "DHL",
                null,
                world.instant().plusSeconds(30),
                world.instant());
    }

    private Function<UUID, OrderCommand> refund(OrderId order) {
        Money some = world.happens(50) ? new Money(100, EUR) : null;
        return reference -> new FulfilmentCommand.BeginRefund(
                order,
                RefundId.of(reference),
                some,
                List.of(),
                null,
                PERSON,
                world.instant().plusSeconds(30),
                world.instant());
    }

    private Function<UUID, OrderCommand> operate(OrderId order) {
        Remark remark = new Remark("because");
        return switch (world.number(4)) {
            case 0 -> _ -> new OrderCommand.AddHold(order, remark, PERSON, world.instant());
            case 1 -> _ -> new OrderCommand.RemoveHold(order, Hold.Kind.OPERATOR, remark, PERSON, world.instant());
            case 2 -> _ -> new OrderCommand.ChangeAddress(order, address("2 Side St"), world.instant());
            default ->
                _ -> new OrderCommand.RetrySaga(
                        order, remark, PERSON, world.instant().plus(SAGA), world.instant());
        };
    }
}
