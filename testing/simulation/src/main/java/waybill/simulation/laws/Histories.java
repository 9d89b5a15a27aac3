package waybill.simulation.laws;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import waybill.contracts.Announcement;
import waybill.engine.core.commands.Aggregate;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamState;
import waybill.simulation.shop.Disk;
import waybill.simulation.shop.Service;
import waybill.simulation.shop.Shop;

/** What must be true of the logs once nothing is under way: I7, I8, I9 and I10. */
final class Histories {
    private static final int ALL = 1_000_000;

    private final Shop shop;

    Histories(Shop shop) {
        this.shop = shop;
    }

    void check(List<String> wrong) {
        Set<Object> ids = new HashSet<>();
        for (Service<?, ?, ?, ?, ?> service : shop.services()) {
            folded(service, wrong);
            places(service.disk(), ids, wrong);
            if (service.disk().parkingLot().size() > 0) {
                wrong.add("I10: parked: " + service.disk().parkingLot().list(null, 0, 10));
            }
            heard(service, wrong);
        }
    }

    /** I9: a state is the fold of its history, without gaps. I7: its rows are the deadlines that it asks for. */
    private static <S, C, E, R, B> void folded(Service<S, C, E, R, B> service, List<String> wrong) {
        Disk<S, E, B> disk = service.disk();
        Aggregate<S, C, E, R, B> aggregate = service.aggregate();
        Set<Deadline> wanted = new HashSet<>();
        for (StreamState<S> state : disk.states().values()) {
            String name = state.stream().name();
            List<Recorded<E>> history = disk.load(Set.of(name)).getOrDefault(name, List.of());
            for (int i = 0; i < history.size(); i++) {
                if (history.get(i).version() != i + 1) {
                    wrong.add("I9: version " + (i + 1) + " of " + name + " is missing");
                }
            }
            S folded = aggregate
                    .decider()
                    .fold(history.stream().map(Recorded::event).toList());
            if (history.size() != state.version()
                    || !aggregate.shared().without(folded).equals(state.state())) {
                wrong.add("I9: " + name + " is not the fold of its history");
            }
            aggregate
                    .deadlines()
                    .apply(state.state())
                    .forEach((deadline, at) ->
                            wanted.add(new Deadline(at.truncatedTo(ChronoUnit.MICROS), state.stream(), deadline)));
        }
        if (!wanted.equals(new HashSet<>(disk.deadlines()))) {
            wrong.add("I7: " + service + " waits for " + wanted + " and has rows for " + disk.deadlines());
        }
    }

    /** I8: one event for an id. I10: places are dense. */
    private static void places(Disk<?, ?, ?> disk, Set<Object> ids, List<String> wrong) {
        for (int shard = 0; shard < disk.shards(); shard++) {
            long position = 0;
            for (Recorded<?> event : disk.log(shard)) {
                if (event.position() != ++position) {
                    wrong.add("I10: place " + position + " is missing before " + event);
                }
                if (!ids.add(event.meta().id())) {
                    wrong.add("I8: two events have the id " + event.meta().id());
                }
            }
        }
    }

    /** I10: whatever concerns a service is behind its checkpoint. */
    private void heard(Service<?, ?, ?, ?, ?> service, List<String> wrong) {
        for (String source : service.sources()) {
            long[] reached = service.disk().checkpoints(source);
            for (int shard = 0; shard < reached.length; shard++) {
                for (Envelope<Announcement> envelope : later(source, shard, reached[shard])) {
                    Announcement said = envelope.announcement();
                    if (said != null && service.reaction().when(said, envelope) != null) {
                        wrong.add("I10: " + service + " has not heard " + envelope);
                    }
                }
            }
        }
    }

    private List<Envelope<Announcement>> later(String source, int shard, long after) {
        return shop.services().stream()
                .filter(service -> service.name().equals(source))
                .flatMap(service -> service.replicas().stream())
                .findFirst()
                .map(replica -> replica.engine().feed().read(shard, after, ALL))
                .orElseGet(ArrayList::new);
    }
}
