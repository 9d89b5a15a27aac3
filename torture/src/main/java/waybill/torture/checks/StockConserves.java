package waybill.torture.checks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waybill.torture.ending.Ending;
import waybill.torture.ending.Line;
import waybill.torture.ending.Order;
import waybill.torture.ending.Stock;
import waybill.torture.history.Attempt;
import waybill.torture.history.History;
import waybill.torture.history.Kind;

/** What came in is on hand or has been shipped; what is promised is what living orders still wait for. */
final class StockConserves implements Check {
    @Override
    public String promise() {
        return "stock conserves: received - shipped = on hand, and what is promised is what orders wait for";
    }

    @Override
    public String things() {
        return "products";
    }

    @Override
    public void judge(History history, Ending ending, Notes notes) {
        Map<String, Integer> received = received(history.byKey(Kind.RECEIVE));
        Map<String, Integer> shipped = new HashMap<>();
        Map<String, Integer> promised = new HashMap<>();
        for (Order order : ending.orders().values()) {
            for (Line line : order.lines()) {
                shipped.merge(line.product(), line.shipped(), Integer::sum);
                if (!order.isCancelled()) {
                    promised.merge(line.product(), line.open(), Integer::sum);
                }
            }
        }
        Set<String> products = new HashSet<>(received.keySet());
        products.addAll(ending.stock().keySet());
        for (String product : products) {
            notes.looked();
            Stock stock = ending.stock().get(product);
            if (stock == null) {
                notes.found(product + " is not there");
                continue;
            }
            int left = received.getOrDefault(product, 0) - shipped.getOrDefault(product, 0);
            if (!conserves(stock, left, promised.getOrDefault(product, 0))) {
                notes.found("%s: received %d, shipped %d, orders wait for %d, and there is %s"
                        .formatted(
                                product,
                                received.getOrDefault(product, 0),
                                shipped.getOrDefault(product, 0),
                                promised.getOrDefault(product, 0),
                                stock));
            }
        }
    }

    private static boolean conserves(Stock stock, int left, int promised) {
        return stock.onHand() == left
                && stock.onHand() == stock.available() + stock.held() + stock.committed()
                && stock.available() >= 0
                && stock.held() >= 0
                && stock.committed() >= 0
                && stock.held() + stock.committed() == promised;
    }

    /** Once for each key, however often it was sent. */
    private static Map<String, Integer> received(Map<String, List<Attempt>> deliveries) {
        Map<String, Integer> received = new HashMap<>();
        for (List<Attempt> attempts : deliveries.values()) {
            if (attempts.stream().anyMatch(Attempt::isOk)) {
                var request = attempts.getFirst().request();
                received.merge(Sent.product(request), Sent.pieces(request), Integer::sum);
            }
        }
        return received;
    }
}
