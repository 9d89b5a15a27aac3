package waybill.auditor.walk;

import java.util.List;
import waybill.auditor.Check;
import waybill.auditor.Finding;
import waybill.auditor.books.MadeFromEvents;
import waybill.auditor.books.MadeFromEvents.Booked;
import waybill.auditor.checks.Advice;

/** What is found only by reading whole tables, by PostgreSQL itself: events with one id, money nobody asked for. */
public final class WholeTables {
    private static final List<String> ASKING = List.of(
            "payment.initiated.v1",
            "payment.withheld.v1",
            "payment.void-initiated.v1",
            "payment.capture-initiated.v1",
            "payment.refund-initiated.v1");

    private final Books books;
    private final Pass pass;

    /** The tables of these databases. */
    public WholeTables(Books books, Pass pass) {
        this.books = books;
        this.pass = pass;
    }

    /** Reads them. */
    public void compare() {
        for (Service service : Service.values()) {
            List<Finding> twice = books.of(service)
                    .look(moment -> moment.eventsTwice().stream()
                            .map(event -> new Finding(
                                    Check.I8,
                                    moment.service(),
                                    event.stream(),
                                    "The event id " + event.id() + " stands in the log of " + moment.service() + " "
                                            + event.times() + " times, once in " + event.stream() + ".",
                                    Advice.PAST))
                            .toList());
            pass.seen("twice " + service.word(), twice);
        }
        List<Finding> unheardOf = books.of(Service.PAYMENT)
                .look(moment -> new MadeFromEvents(moment)
                        .unheardOf(ASKING).stream().map(WholeTables::unheardOf).toList());
        pass.seen("ledger", unheardOf);
    }

    private static Finding unheardOf(Booked entry) {
        return new Finding(
                Check.I3,
                "payment",
                entry.key(),
                "The gateway's books have " + (entry.declined() ? "a declined " : "a ") + entry.kind() + " of "
                        + entry.amount() + " under " + entry.key() + ", which nobody here asked for.",
                "Ask whoever has the keys of the gateway; GET /sandbox/transactions shows the entry.");
    }
}
