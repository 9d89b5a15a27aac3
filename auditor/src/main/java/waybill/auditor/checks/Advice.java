package waybill.auditor.checks;

/** What to do: acts that are recorded, with their reason and whoever did them; never a statement in SQL. */
public final class Advice {
    /** A log or a history is not what was written. */
    public static final String PAST =
            "Keep the database as it is; ./waybill verify --chain says whether it was changed past Waybill. Restore a"
                    + " backup of before beside it, compare, and see docs/operate/verifying.md.";

    private Advice() {}

    static String retry(String order) {
        return "POST /sagas/" + order + "/retry asks once more for what is missing; POST /sagas/" + order
                + "/compensate ends the order.";
    }

    static String compensate(String order) {
        return "POST /sagas/" + order + "/compensate gives back what there is of it; what has shipped stays.";
    }

    static String reconcile(String payment) {
        return "POST /payments/" + payment + "/reconcile asks the gateway now; then compare GET /payments/" + payment
                + " with the gateway's books.";
    }

    static String giveBack(String payment) {
        return "POST /payments/void {\"paymentId\":\"" + payment + "\"} frees what is set aside, POST /payments/refund"
                + " {\"paymentId\":\"" + payment + "\",\"amount\":...} gives back what was taken.";
    }

    static String release(String order) {
        return "POST /inventory/release {\"orderId\":\"" + order
                + "\",\"reason\":...} makes the goods available again.";
    }

    /** Counting and adjusting. */
    public static String adjust(String product) {
        return "Count what is there; POST /inventory/adjust {\"productId\":\"" + product
                + "\",\"quantity\":...} records the difference. If the row was changed past Waybill, see"
                + " docs/operate/verifying.md first.";
    }

    /** Making a view again. */
    public static String rebuild(String view) {
        return "./waybill rebuild " + view + " makes it again from the events, while Waybill runs.";
    }
}
