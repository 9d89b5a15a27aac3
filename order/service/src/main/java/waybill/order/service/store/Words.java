package waybill.order.service.store;

import java.util.List;

/** What orders are found by, each kind apart, so that a customer named like a product is not taken for it. */
final class Words {
    private Words() {}

    static String customer(String id) {
        return "c:" + id;
    }

    static String product(String id) {
        return "p:" + id;
    }

    static String tracking(String number) {
        return "t:" + number;
    }

    /** Everything that this text could be. */
    static List<String> of(String text) {
        return List.of(customer(text), product(text), tracking(text));
    }
}
