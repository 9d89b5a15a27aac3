package waybill.torture.ending;

import java.util.List;
import java.util.Map;

/**
 * What the shop tells when everything has come to rest.
 *
 * @param orders by id
 * @param stock by product
 * @param transactions in the books of payment
 * @param ledger in the books of the gateway
 * @param parked events that a service could not apply
 */
public record Ending(
        Map<String, Order> orders,
        Map<String, Stock> stock,
        List<Transaction> transactions,
        List<Transaction> ledger,
        List<String> parked) {
    public Ending {
        orders = Map.copyOf(orders);
        stock = Map.copyOf(stock);
        transactions = List.copyOf(transactions);
        ledger = List.copyOf(ledger);
        parked = List.copyOf(parked);
    }
}
