package waybill.auditor.folds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import waybill.auditor.Check;

/** What has become of the goods of an order, as inventory's history of its reservations says. */
public final class StockTale {
    private static final String PREFIX = "hold-";

    private final List<Told> events = new ArrayList<>();
    private final List<Flaw> flaws = new ArrayList<>();
    private final Map<Integer, Claim> claims = new TreeMap<>();
    private boolean closed;

    /** How the goods of one attempt stand. */
    public enum Standing {
        HELD,
        COMMITTED,
        CONSUMED,
        RELEASED,
        EXPIRED,
        REJECTED
    }

    /** The goods of one attempt. */
    public static final class Claim {
        private final Map<String, Long> goods;
        private final Map<String, Map<String, Long>> consumed = new LinkedHashMap<>();
        private final @Nullable Instant expiresAt;
        private Standing standing;

        Claim(Standing standing, Map<String, Long> goods, @Nullable Instant expiresAt) {
            this.standing = standing;
            this.goods = goods;
            this.expiresAt = expiresAt;
        }

        /** How they stand. */
        public Standing standing() {
            return standing;
        }

        /** Units by product, as they were held. */
        public Map<String, Long> goods() {
            return goods;
        }

        /** What has left, by shipment. */
        public Map<String, Map<String, Long>> consumed() {
            return consumed;
        }

        /** Whether something is promised. */
        public boolean isLive() {
            return standing == Standing.HELD || standing == Standing.COMMITTED;
        }

        /** What is promised and has not left, by product. */
        public Map<String, Long> open() {
            return isLive() ? rest() : Map.of();
        }

        private Map<String, Long> rest() {
            Map<String, Long> open = new TreeMap<>(goods);
            consumed.values().forEach(some -> some.forEach((product, units) -> open.merge(product, -units, Long::sum)));
            open.values().removeIf(units -> units == 0);
            return open;
        }
    }

    /** The goods of an order. */
    public static StockTale of(List<Told> events) {
        StockTale tale = new StockTale();
        events.forEach(tale::add);
        return tale;
    }

    private void add(Told event) {
        events.add(event);
        switch (event.type()) {
            case "inventory.reserved.v1" ->
                answered(event, new Claim(Standing.HELD, event.goods("lines"), event.instant("expiresAt")));
            case "inventory.rejected.v1" -> answered(event, new Claim(Standing.REJECTED, Map.of(), null));
            case "inventory.committed.v1" -> moved(event, Standing.HELD, Standing.COMMITTED);
            case "inventory.expired.v1" -> moved(event, Standing.HELD, Standing.EXPIRED);
            case "inventory.consumed.v1" -> consumed(event);
            case "inventory.taken.v1" -> taken(event);
            case "inventory.released.v1" -> released(event);
            case "inventory.closed.v1" -> closed(event);
            case "inventory.hold-restated.v1",
                    "inventory.rejection-restated.v1",
                    "inventory.commit-restated.v1",
                    "inventory.release-restated.v1",
                    "inventory.operator-acted.v1" -> {}
            default -> flaws.add(Flaws.unknown(event));
        }
    }

    /** Of one attempt goods are held once; what has expired may be held again. */
    private void answered(Told event, Claim claim) {
        Claim before = claims.put(event.attempt(), claim);
        if (closed) {
            flaws.add(Flaws.impossible(event, "the end of the order"));
        } else if (before != null && before.isLive()) {
            flaws.add(new Flaw(
                    Check.I8,
                    event.place() + " answers attempt " + event.attempt() + " a second time: its goods are "
                            + before.standing + " already"));
        } else if (before != null && before.standing != Standing.EXPIRED) {
            flaws.add(Flaws.impossible(event, "an attempt that is " + before.standing));
        }
    }

    private void moved(Told event, Standing from, Standing to) {
        Claim claim = claim(event, from);
        if (claim != null) {
            claim.standing = to;
        }
    }

    private void consumed(Told event) {
        Claim claim = claim(event, Standing.COMMITTED);
        if (claim != null) {
            left(event, claim);
            if (claim.open().isEmpty()) {
                claim.standing = Standing.CONSUMED;
            }
        }
    }

    /** What had been let go has left all the same. */
    private void taken(Told event) {
        Claim claim = claims.get(event.attempt());
        if (claim == null || claim.isLive() || claim.standing == Standing.REJECTED || closed) {
            flaws.add(Flaws.impossible(event, claim == null ? "nothing" : "goods that are " + claim.standing));
            return;
        }
        left(event, claim);
        claim.standing = Standing.CONSUMED;
    }

    private void left(Told event, Claim claim) {
        if (claim.consumed.put(event.text("shipment"), event.goods("lines")) != null) {
            flaws.add(new Flaw(Check.I8, event.place() + " takes out the goods of a shipment a second time"));
        }
        if (claim.rest().values().stream().anyMatch(units -> units < 0)) {
            flaws.add(Flaws.impossible(event, "fewer goods than that"));
        }
    }

    private void released(Told event) {
        if (event.maybe("reservation") == null) {
            closed |= event.attempt() == 0;
            claims.putIfAbsent(event.attempt(), new Claim(Standing.RELEASED, Map.of(), null));
            return;
        }
        boolean wasCommitted = event.data().path("wasCommitted").asBoolean();
        Claim claim = claim(event, wasCommitted ? Standing.COMMITTED : Standing.HELD);
        if (claim != null) {
            claim.standing = claim.consumed.isEmpty() ? Standing.RELEASED : Standing.CONSUMED;
        }
    }

    private void closed(Told event) {
        closed = true;
        if (claims.values().stream().anyMatch(Claim::isLive)) {
            flaws.add(Flaws.impossible(event, "goods that are still promised"));
        }
    }

    private @Nullable Claim claim(Told event, Standing from) {
        Claim claim = claims.get(event.attempt());
        if (claim == null || claim.standing != from) {
            flaws.add(Flaws.impossible(event, claim == null ? "nothing" : "goods that are " + claim.standing));
        }
        return claim;
    }

    /** Its events. */
    public List<Told> events() {
        return events;
    }

    /** What in it cannot be. */
    public List<Flaw> flaws() {
        return flaws;
    }

    /** The goods by attempt. */
    public Map<Integer, Claim> claims() {
        return claims;
    }

    /** Whether nothing will ever be promised any more. */
    public boolean isClosed() {
        return closed;
    }

    /** Whether a saga asked for goods: a person who reserves by hand sends no money along. */
    public boolean isOfSaga() {
        return events.stream()
                .anyMatch(event -> event.type().equals("inventory.reserved.v1")
                        && event.data().path("payment").isObject());
    }

    /** What is held, by product. */
    public Map<String, Long> held() {
        return promised(Standing.HELD);
    }

    /** What is committed and has not left, by product. */
    public Map<String, Long> committed() {
        return promised(Standing.COMMITTED);
    }

    private Map<String, Long> promised(Standing standing) {
        Map<String, Long> all = new TreeMap<>();
        for (Claim claim : claims.values()) {
            if (claim.standing == standing) {
                claim.open().forEach((product, units) -> all.merge(product, units, Long::sum));
            }
        }
        return all;
    }

    /** When holds end, by name. */
    public Map<String, Instant> deadlines() {
        Map<String, Instant> all = new LinkedHashMap<>();
        claims.forEach((attempt, claim) -> {
            Instant until = claim.expiresAt;
            if (claim.standing == Standing.HELD && until != null) {
                all.put(PREFIX + attempt, until);
            }
        });
        return all;
    }
}
