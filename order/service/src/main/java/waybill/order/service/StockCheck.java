package waybill.order.service;

import java.util.List;
import java.util.Map;

/** Asks inventory whether there is enough, before an order is made. A look, not a promise: the reservation decides. */
@FunctionalInterface
public interface StockCheck {
    /** A product of which there is too little. */
    record Shortfall(String product, int requested, long available) {}

    /**
     * What inventory says.
     *
     * @param shortages what there is too little of; empty if there is enough of everything
     * @param verified false if inventory could not be asked; then the order is accepted and marked (PRODUCT.md §3.1)
     */
    record Look(List<Shortfall> shortages, boolean verified) {}

    /** Looks for these quantities by product id. Never fails: not knowing is an answer. */
    Look look(Map<String, Integer> quantities);
}
