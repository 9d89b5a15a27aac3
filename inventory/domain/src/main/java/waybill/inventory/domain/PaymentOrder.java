package waybill.inventory.domain;

/**
 * What payment needs once the goods are held. Inventory understands none of it: it carries it, untouched, from the
 * order's announcement to the reservation's, because payment reacts to the latter.
 *
 * @param amount decimal, as the API writes it: {@code 21.98}
 * @param currency ISO 4217 code
 * @param method how the customer pays
 * @param token names the customer's means of payment at the gateway; never logged
 */
public record PaymentOrder(String amount, String currency, String method, String token) {
    /** Without the token: what is printed ends in logs. */
    @Override
    public String toString() {
        return "PaymentOrder[" + amount + " " + currency + " by " + method + "]";
    }
}
