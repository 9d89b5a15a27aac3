package waybill.auditor.walk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import waybill.auditor.Check;
import waybill.auditor.Finding;
import waybill.auditor.books.Bookkeeping;
import waybill.auditor.books.Bookkeeping.KeyRow;
import waybill.auditor.books.MadeFromEvents;
import waybill.auditor.books.MadeFromEvents.Indexed;
import waybill.auditor.books.Moment;
import waybill.auditor.checks.Advice;

/**
 * Tables that point at histories, read page by page and begun again at the end: whatever they point at exists. A row
 * and what it points at are written at once, so one look is enough.
 */
public final class Sweep {
    private static final int PAGE = 1_000;
    private static final int FINDINGS_MAX = 100;
    private static final KeyRow FIRST = new KeyRow("", "", "", 0);

    private final Books books;
    private final Pass pass;
    private final List<Table> tables = new ArrayList<>();
    private int turn;

    /** The tables of these databases. */
    public Sweep(Books books, Pass pass) {
        this.books = books;
        this.pass = pass;
        for (Service service : Service.values()) {
            tables.add(new Table("keys " + service.word(), service, new Keys()));
        }
        tables.add(new Table("list", Service.ORDER, new Listed()));
        tables.add(new Table("index", Service.PAYMENT, new Index()));
    }

    /** How a table is read, a page after the other. */
    private interface Pages {
        /** Reads the next page; answers whether it was the last. */
        boolean next(Moment moment, List<Finding> wrong);
    }

    /** A table, and what was wrong in it since it was begun. */
    private final class Table {
        private final String topic;
        private final Service service;
        private final Pages pages;
        private final List<Finding> wrong = new ArrayList<>();

        Table(String topic, Service service, Pages pages) {
            this.topic = topic;
            this.service = service;
            this.pages = pages;
        }

        boolean next() {
            boolean ended = books.of(service).look(moment -> pages.next(moment, wrong));
            if (ended) {
                pass.seen(topic, wrong.stream().limit(FINDINGS_MAX).toList());
                wrong.clear();
            }
            return ended;
        }
    }

    /** Reads one page of one table; the next time it is another's turn. */
    public void next() {
        tables.get(turn++ % tables.size()).next();
    }

    /** Reads all tables from where they are to their ends. */
    public void all() {
        for (Table table : tables) {
            boolean ended = false;
            while (!ended) {
                ended = table.next();
            }
        }
    }

    private static Set<String> missing(Moment moment, List<String> streams) {
        Set<String> missing = new HashSet<>(streams);
        moment.existing(missing).forEach(missing::remove);
        return missing;
    }

    /** I8 and I11: what a key led to exists. */
    private final class Keys implements Pages {
        private KeyRow last = FIRST;

        @Override
        public boolean next(Moment moment, List<Finding> wrong) {
            List<KeyRow> page = new Bookkeeping(moment).keys(last, PAGE);
            List<KeyRow> leading = page.stream().filter(KeyRow::leadsSomewhere).toList();
            Set<String> missing =
                    missing(moment, leading.stream().map(KeyRow::stream).toList());
            leading.stream()
                    .filter(row -> missing.contains(row.stream()))
                    .forEach(row -> wrong.add(lost(moment.service(), row)));
            pass.count(Check.I8, leading.size());
            last = page.size() < PAGE ? FIRST : page.getLast();
            return page.size() < PAGE;
        }

        private Finding lost(String service, KeyRow row) {
            boolean isOrder = row.scope().endsWith("POST /orders");
            return new Finding(
                    isOrder ? Check.I11 : Check.I8,
                    service,
                    row.stream(),
                    "The idempotency key " + row.key() + " of " + row.scope() + " led to " + row.stream()
                            + ", which does not exist.",
                    Advice.PAST);
        }
    }

    /** I9: every order in the list has a history. */
    private static final class Listed implements Pages {
        private String last = "";

        @Override
        public boolean next(Moment moment, List<Finding> wrong) {
            List<String> page = new MadeFromEvents(moment).listedOrders(last, PAGE);
            missing(moment, page.stream().map(order -> "order-" + order).toList())
                    .forEach(stream -> wrong.add(new Finding(
                            Check.I9,
                            "order",
                            stream.substring("order-".length()),
                            "Order " + stream.substring("order-".length())
                                    + ": the list of orders has it, and it has no history.",
                            Advice.rebuild("orders"))));
            last = page.size() < PAGE ? "" : page.getLast();
            return page.size() < PAGE;
        }
    }

    /** I9: every payment in the index has a history. */
    private static final class Index implements Pages {
        private String last = "";

        @Override
        public boolean next(Moment moment, List<Finding> wrong) {
            List<Indexed> page = new MadeFromEvents(moment).paymentIndex(last, PAGE);
            Set<String> missing = missing(
                    moment, page.stream().map(row -> "payments-" + row.order()).toList());
            page.stream()
                    .filter(row -> missing.contains("payments-" + row.order()))
                    .forEach(row -> wrong.add(new Finding(
                            Check.I9,
                            "payment",
                            row.payment(),
                            "The index of payments has " + row.payment() + " for order " + row.order()
                                    + ", which has no payments.",
                            Advice.rebuild("payment-index"))));
            last = page.size() < PAGE ? "" : page.getLast().payment();
            return page.size() < PAGE;
        }
    }
}
