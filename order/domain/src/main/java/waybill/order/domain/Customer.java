package waybill.order.domain;

import org.jspecify.annotations.Nullable;

/**
 * Who ordered. Name and e-mail never show in a log.
 *
 * @param id the shop's own name for the customer
 */
public record Customer(
        String id, @Nullable String name, @Nullable String email) {
    @Override
    public String toString() {
        return "Customer[" + id + "]";
    }
}
