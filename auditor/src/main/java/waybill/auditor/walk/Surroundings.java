package waybill.auditor.walk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import waybill.auditor.Check;
import waybill.auditor.Finding;
import waybill.auditor.Scope;
import waybill.auditor.books.Bookkeeping;
import waybill.auditor.books.Bookkeeping.Overdue;
import waybill.auditor.books.Bookkeeping.Parked;
import waybill.auditor.books.Moment;
import waybill.auditor.books.StoredEvent;
import waybill.auditor.checks.Concerns;

/** I7 and I10 of whole services: what should have been done by now, and who has heard whom. */
public final class Surroundings {
    /** News that are older than this, and a service that has gone on without them: that is no hurry any more. */
    private static final Duration UNHEARD = Duration.ofMinutes(10);

    private static final long LOOKED_AT = 20_000;

    private final Books books;
    private final Scope scope;
    private final Pass pass;
    private final Suspicions suspicions;
    /** Up to where nothing concerns the hearer, by hearer, source and shard. */
    private final Map<String, Long> passed = new HashMap<>();

    /** What is around the orders of this pass. */
    public Surroundings(Books books, Scope scope, Pass pass, Suspicions suspicions) {
        this.books = books;
        this.scope = scope;
        this.pass = pass;
        this.suspicions = suspicions;
    }

    /** Compares how far everybody has heard everybody with where the logs end. */
    public void compareHearing() {
        Map<Service, Map<Service, long[]>> heard = new EnumMap<>(Service.class);
        List<Finding> late = new ArrayList<>();
        books.look(moments -> {
            for (Service hearer : Service.values()) {
                Map<Service, long[]> sources = new EnumMap<>(Service.class);
                for (Service source : Service.values()) {
                    if (source != hearer) {
                        long[] places = new Bookkeeping(at(moments, hearer)).heard(source.word());
                        sources.put(source, places);
                        late.addAll(late(at(moments, hearer), at(moments, source), places));
                    }
                }
                heard.put(hearer, sources);
            }
            return true;
        });
        List<Finding> early = new ArrayList<>();
        for (Service source : Service.values()) {
            // Read after the checkpoints: whoever has heard something has heard what was there.
            long[] heads = books.of(source).look(Moment::heads);
            heard.forEach((hearer, sources) ->
                    early.addAll(early(hearer, source, sources.getOrDefault(source, new long[0]), heads)));
        }
        suspicions.looked("heard", early, scope.again());
        suspicions.looked("unheard", late, scope.again());
    }

    private static Moment at(Map<String, Moment> moments, Service service) {
        return Optional.ofNullable(moments.get(service.word())).orElseThrow();
    }

    private static List<Finding> early(Service hearer, Service source, long[] places, long[] heads) {
        List<Finding> findings = new ArrayList<>();
        for (int shard = 0; shard < places.length; shard++) {
            long head = shard < heads.length ? heads[shard] : 0;
            if (places[shard] > head) {
                findings.add(new Finding(
                        Check.I10,
                        hearer.word(),
                        source.word() + " shard " + shard,
                        hearer.word() + " says that it has heard " + source.word() + " up to position " + places[shard]
                                + " of shard " + shard + ", where its log ends at " + head
                                + ": what is written there next will not be heard.",
                        "The databases are not of one moment: restore all three from the same backup"
                                + " (docs/operate/backup.md)."));
            }
        }
        return findings;
    }

    /** A service that was away is not late: it is, once it has gone on for long and has still not heard. */
    private List<Finding> late(Moment hearer, Moment source, long[] places) {
        Optional<Instant> newest = hearer.newest();
        if (newest.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (int shard = 0; shard < Math.min(places.length, source.heads().length); shard++) {
            unheard(hearer.service(), source, shard, places[shard])
                    .filter(event -> event.recordedAt().plus(UNHEARD).isBefore(newest.get()))
                    .ifPresent(event -> findings.add(late(hearer.service(), source.service(), event, newest.get())));
        }
        return findings;
    }

    /** The first event that concerns the hearer behind its checkpoint. So far is looked at a time, and not again. */
    private Optional<StoredEvent> unheard(String hearer, Moment source, int shard, long heard) {
        String place = hearer + " " + source.service() + " " + shard;
        long from = Math.max(heard, passed.getOrDefault(place, 0L));
        long end = Math.min(source.heads()[shard], from + LOOKED_AT);
        while (from < end) {
            Optional<StoredEvent> next = source.next(shard, from, end, Concerns.types(hearer, source.service()));
            if (next.isPresent() && Concerns.of(hearer, source.service(), next.get())) {
                return next;
            }
            from = next.map(StoredEvent::position).orElse(end);
            passed.put(place, from);
        }
        return Optional.empty();
    }

    private static Finding late(String hearer, String source, StoredEvent event, Instant newest) {
        return new Finding(
                Check.I10,
                hearer,
                source + " shard " + event.shard() + " position " + event.position(),
                hearer + " has not heard position " + event.position() + " of shard " + event.shard() + " of " + source
                        + ", a " + event.type() + " of " + event.recordedAt() + ", and went on without it until "
                        + newest + ".",
                "Look at feed_gap_events and feed_lag_events; restarting " + hearer
                        + " makes it read on from its checkpoint.");
    }

    /**
     * Looks for deadlines that nobody has met although the service went on.
     *
     * @param patience for how long that must be so
     */
    public void compareDeadlines(Duration patience) {
        for (Service service : Service.values()) {
            List<Finding> findings = books.of(service).look(moment -> overdue(moment));
            suspicions.looked("overdue " + service.word(), findings, patience);
        }
    }

    private List<Finding> overdue(Moment moment) {
        Optional<Instant> newest = moment.newest();
        if (newest.isEmpty()) {
            return List.of();
        }
        Instant now = pass.now();
        Instant alive = newest.get().isBefore(now) ? newest.get() : now;
        List<Overdue> overdue = new Bookkeeping(moment).overdue(alive.minus(scope.overdue()));
        Set<String> parked = new Bookkeeping(moment)
                .parked(overdue.stream().map(Overdue::key).toList()).stream()
                        .map(Parked::subject)
                        .collect(Collectors.toSet());
        return overdue.stream()
                .filter(late -> !parked.contains(late.key()))
                .map(late -> new Finding(
                        Check.I7,
                        moment.service(),
                        late.key(),
                        "Order " + late.key() + ": \"" + late.name() + "\" was due at " + late.at() + ", and "
                                + moment.service() + " went on until " + newest.get() + " without it.",
                        "POST /sagas/" + late.key() + "/retry; if more than one is late, restart " + moment.service()
                                + " and look at its log."))
                .toList();
    }
}
