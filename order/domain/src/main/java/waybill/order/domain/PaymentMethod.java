package waybill.order.domain;

/**
 * How the customer pays. The token stands for a card; a card number never comes here, and the token never into a log.
 *
 * @param method for example {@code card}
 * @param token the gateway's token for it
 */
public record PaymentMethod(String method, String token) {
    @Override
    public String toString() {
        return "PaymentMethod[" + method + "]";
    }
}
