package waybill.torture.ending;

/** What there is of a product. */
public record Stock(String product, int onHand, int available, int held, int committed) {}
