package waybill.order.domain;

import waybill.kernel.ProductId;

/** A product of which there is too little: so many were asked for, so many were there. */
public record Shortage(ProductId product, int requested, int available) {}
