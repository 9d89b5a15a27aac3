package waybill.order.domain;

import java.util.Collections;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;

/**
 * What a customer ordered; it never changes afterwards.
 *
 * @param lines at least one, numbered 1, 2, 3…, each of its own product, all priced in {@code currency}
 * @param metadata the shop's own notes, kept in their order and given back untouched
 */
public record NewOrder(
        OrderId id,
        Customer customer,
        Currency currency,
        List<Line> lines,
        Address shippingAddress,
        PaymentMethod payment,
        Confirmation confirmation,
        Map<String, String> metadata) {
    /** Who confirms a placed order. */
    public enum Confirmation {
        /** It confirms itself as soon as it is placed. */
        AUTO,
        /** A person confirms it. */
        MANUAL
    }

    public NewOrder {
        lines = List.copyOf(lines);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        requireOrderly(lines);
        if (totalOf(currency, lines).isEmpty()) {
            throw new IllegalArgumentException("the total of " + id + " is more than an amount may be");
        }
    }

    /** What the customer has to pay: the sum of the lines. */
    public Money total() {
        return totalOf(currency, lines).orElseThrow();
    }

    /**
     * The sum of these lines; empty if it is more than {@link Money#MINOR_MAX}.
     *
     * @throws IllegalArgumentException if a line is priced in another currency
     */
    public static Optional<Money> totalOf(Currency currency, List<Line> lines) {
        Money total = Money.zero(currency);
        for (Line line : lines) {
            // Before it is added up: quantity and price have limits, so one subtotal fits a long, a hundred may not.
            if (line.price().minor() > Money.MINOR_MAX) {
                return Optional.empty();
            }
            total = total.plus(line.subtotal());
            if (total.minor() > Money.MINOR_MAX) {
                return Optional.empty();
            }
        }
        return Optional.of(total);
    }

    private static void requireOrderly(List<Line> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("an order has at least one line");
        }
        Set<ProductId> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.number() != i + 1) {
                throw new IllegalArgumentException("line " + line.number() + " stands where " + (i + 1) + " belongs");
            }
            if (!seen.add(line.product())) {
                throw new IllegalArgumentException("product " + line.product() + " is on two lines");
            }
        }
    }
}
