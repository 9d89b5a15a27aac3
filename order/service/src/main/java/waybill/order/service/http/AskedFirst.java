package waybill.order.service.http;

import java.util.function.Consumer;
import waybill.order.service.StockCheck;

/**
 * Whom placing an order asks before it writes.
 *
 * @param keys makes sure that this customer has a key to seal personal data with, which everybody can find
 */
public record AskedFirst(StockCheck stock, Consumer<String> keys) {}
