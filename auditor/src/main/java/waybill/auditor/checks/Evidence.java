package waybill.auditor.checks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.auditor.Check;
import waybill.auditor.Finding;
import waybill.auditor.books.Bookkeeping.Due;
import waybill.auditor.books.MadeFromEvents.Booked;
import waybill.auditor.books.MadeFromEvents.OrderRow;
import waybill.auditor.books.StoredEvent;
import waybill.auditor.folds.MoneyTale;
import waybill.auditor.folds.OrderTale;
import waybill.auditor.folds.StockTale;

/**
 * All that is known of one order, from the three databases, and what is to be said about it.
 *
 * @param row its row in the list of orders; null if it has none
 * @param isListed whether the list has followed all its events
 * @param missing deadlines that should be there and are not, by service
 * @param booked what the sandbox gateway has about its money
 * @param index which order each of its payments is for, as the index says
 */
record Evidence(
        String order,
        OrderTale tale,
        StockTale goods,
        MoneyTale money,
        @Nullable OrderRow row,
        boolean isListed,
        Map<String, Set<Due>> missing,
        List<Booked> booked,
        Map<String, String> index,
        OnRecord onRecord,
        List<Finding> findings) {
    /** Whether a service has written down that it does nothing about an event of another. */
    @FunctionalInterface
    interface OnRecord {
        boolean has(String service, String source, StoredEvent event);
    }

    /** Says something about the order. */
    void say(Check check, String service, String what, String advice) {
        findings.add(new Finding(check, service, order, what, advice));
    }

    /** Says something about something of the order. */
    void say(Check check, String service, String subject, Saying saying) {
        findings.add(new Finding(check, service, subject, "Order " + order + ": " + saying.what(), saying.advice()));
    }

    /** A sentence and its advice. */
    record Saying(String what, String advice) {}
}
