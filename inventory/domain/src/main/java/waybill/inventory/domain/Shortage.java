package waybill.inventory.domain;

import waybill.kernel.ProductId;

/**
 * A product of which there is too little.
 *
 * @param requested units asked for
 * @param available units there were, fewer than requested; 0 also for a product nobody knows
 */
public record Shortage(ProductId product, int requested, int available) {}
