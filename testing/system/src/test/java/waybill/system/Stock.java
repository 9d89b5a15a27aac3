package waybill.system;

/** The stock of one product as inventory shows it. */
record Stock(long onHand, long available, long held, long committed) {}
