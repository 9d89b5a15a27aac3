package waybill.order.domain;

/**
 * What a person typed. It may say anything about anybody, so it never shows in a log, and it is stored as the personal
 * data of the customer are.
 */
public record Remark(String text) {
    @Override
    public String toString() {
        return "Remark[…]";
    }
}
