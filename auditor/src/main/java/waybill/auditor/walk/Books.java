package waybill.auditor.walk;

import java.util.Map;
import waybill.auditor.Databases;
import waybill.auditor.books.Book;
import waybill.auditor.books.Moment;

/** The three databases, read by one reader. */
public final class Books implements AutoCloseable {
    private final Book order;
    private final Book inventory;
    private final Book payment;

    /** These databases; they are entered when they are first looked at. */
    public Books(Databases databases) {
        this.order = new Book("order", databases.order());
        this.inventory = new Book("inventory", databases.inventory());
        this.payment = new Book("payment", databases.payment());
    }

    /** The database of one service. */
    Book of(Service service) {
        return switch (service) {
            case ORDER -> order;
            case INVENTORY -> inventory;
            case PAYMENT -> payment;
        };
    }

    /** Something that is read of all three. */
    @FunctionalInterface
    interface Look<T> {
        T at(Map<String, Moment> moments);
    }

    /** Looks at all three, as nearly at one moment as separate databases can be. */
    <T> T look(Look<T> look) {
        return payment.look(money -> inventory.look(
                goods -> order.look(orders -> look.at(Map.of("payment", money, "inventory", goods, "order", orders)))));
    }

    /** Leaves all three, whatever goes wrong with one. */
    @Override
    public void close() {
        try {
            order.close();
        } finally {
            try {
                inventory.close();
            } finally {
                payment.close();
            }
        }
    }
}
