package waybill.order.service;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks inventory whether there is enough, before an order is made. A look, not a promise: the reservation decides. */
@FunctionalInterface
public interface StockCheck {
    /** A product of which there is too little. */
    record Shortfall(String product, int requested, long available) {}

    /** Who has answered. */
    enum Source {
        /** Inventory itself. */
        LIVE,
        /** Nobody: inventory could not be asked, so the order is accepted and marked (PRODUCT.md §3.1). */
        FALLBACK
    }

    /**
     * What is known.
     *
     * @param shortages what there is too little of; empty if there is enough of everything, or if nobody knows
     */
    record Look(List<Shortfall> shortages, Source source) {
        /** Not knowing is an answer. */
        public static final Look UNKNOWN = new Look(List.of(), Source.FALLBACK);
    }

    /**
     * Looks for these quantities by product id, as long as a waiting customer is worth it. Never fails.
     *
     * @param traceparent of the request that wants to know
     */
    Look look(Map<String, Integer> quantities, @Nullable String traceparent);
}
