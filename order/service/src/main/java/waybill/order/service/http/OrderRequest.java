package waybill.order.service.http;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.Body;
import waybill.engine.http.Rule;
import waybill.engine.http.writes.Amounts;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;
import waybill.order.domain.Address;
import waybill.order.domain.Customer;
import waybill.order.domain.Line;
import waybill.order.domain.NewOrder;
import waybill.order.domain.NewOrder.Confirmation;
import waybill.order.domain.PaymentMethod;

/** The body of {@code POST /orders}, checked. */
record OrderRequest(NewOrder order, @Nullable Money expectedTotal) {
    private static final int LINES_MAX = 100;
    private static final int METADATA_MAX = 50;
    private static final Rule PRODUCT = Rule.parsedBy(ProductId::parse, "a product id");
    private static final Map<String, Confirmation> CONFIRMATIONS =
            Map.of("auto", Confirmation.AUTO, "manual", Confirmation.MANUAL);

    static OrderRequest read(Body body, OrderId id) {
        Body customer = body.object("customer");
        Currency currency = Amounts.currency(body, "currency");
        List<Line> lines = lines(body, currency);
        Optional<Money> total = NewOrder.totalOf(currency, lines);
        if (total.isEmpty() || (body.isSound() && total.get().isZero())) {
            body.complain("items", "OUT_OF_RANGE", "must sum up to more than 0 and at most 10^12 minor units");
        }
        Customer buyer =
                new Customer(customer.text("id"), customer.optionalText("name"), customer.optionalText("email"));
        Address address = address(body.object("shippingAddress"));
        PaymentMethod payment = payment(body.object("payment"));
        Confirmation confirmation = body.choiceOr("confirmation", CONFIRMATIONS, Confirmation.AUTO);
        Money expected = Amounts.optional(body, "expectedTotal", currency);
        Map<String, String> metadata = body.texts("metadata", METADATA_MAX);
        return new OrderRequest(
                new NewOrder(id, buyer, currency, lines, address, payment, confirmation, metadata), expected);
    }

    private static List<Line> lines(Body body, Currency currency) {
        List<Line> lines = new ArrayList<>();
        Set<String> products = new HashSet<>();
        for (Body item : body.objects("items", 1, LINES_MAX)) {
            String product = item.text("productId", PRODUCT);
            if (!products.add(product)) {
                item.complain("productId", "DUPLICATE", "must not be on two lines");
            }
            String name = item.optionalText("name");
            int quantity = item.integer("quantity", 1, Line.QUANTITY_MAX);
            Money price = Amounts.of(item, "price", currency);
            lines.add(new Line(
                    lines.size() + 1, ProductId.parse(product).orElse(new ProductId("0")), name, quantity, price));
        }
        return lines;
    }

    /** An address, wherever one is. */
    static Address address(Body address) {
        return new Address(
                address.text("street"),
                address.text("city"),
                address.text("zip"),
                address.text("country", Rule.COUNTRY),
                address.optionalText("state"));
    }

    static PaymentMethod payment(Body payment) {
        String method = payment.optionalText("method");
        return new PaymentMethod(method == null ? "card" : method, payment.text("token", Rule.CARD_TOKEN));
    }

    /** Units by product id, for the stock check. */
    Map<String, Integer> quantities() {
        Map<String, Integer> quantities = new HashMap<>();
        order.lines().forEach(line -> quantities.merge(line.product().value(), line.quantity(), Math::addExact));
        return quantities;
    }
}
