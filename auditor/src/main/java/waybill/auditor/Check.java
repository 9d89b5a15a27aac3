package waybill.auditor;

/** The laws of PRODUCT.md §4, each with the sentence that people read. */
public enum Check {
    /** Every product: the stock row is what its movements add up to, and adds up itself. */
    I1("the stock of every product is what its movements add up to"),
    /** What is promised of a product is what its live reservations say. */
    I2("what is promised of a product is what its reservations hold"),
    /** Every payment: never more taken than set aside, never more given back than taken, and the gateway agrees. */
    I3("no payment took or gave back too much, and the gateway's books agree"),
    /** A cancelled order has no goods and no money. */
    I4("a cancelled order keeps no goods and no money"),
    /** A placed order has its goods, and exactly its money, once. */
    I5("a placed order has its goods, and exactly its money, once"),
    /** What was shipped left the books of the warehouse. */
    I6("what was shipped was taken from the stock"),
    /** Whatever is not over has a deadline, and none is long past. */
    I7("whatever is not over has a deadline, and none is past"),
    /** One effect per key, one event per id. */
    I8("one effect per idempotency key and attempt, one event per id"),
    /** The logs have no gaps, histories make sense, and views say what they say. */
    I9("logs and histories have no gaps, and views say what histories say"),
    /** What was announced was heard by everybody it concerns. */
    I10("everything announced was heard, and led to what it must"),
    /** What a client was told of exists, and everybody was told the same of it. */
    I11("every acknowledged order exists, and everybody was told the same of it");

    private final String law;

    Check(String law) {
        this.law = law;
    }

    /** What must be true. */
    public String law() {
        return law;
    }
}
