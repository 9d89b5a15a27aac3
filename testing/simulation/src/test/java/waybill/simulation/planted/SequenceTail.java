package waybill.simulation.planted;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.engine.core.feeds.Checkpoints;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Receiver;
import waybill.engine.core.feeds.Transport;
import waybill.simulation.shop.Machinery;

/**
 * Follows a source as if its places were taken from a sequence when a transaction begins: of two that commit at about
 * the same time, the one with the lower number may become visible after the reader has gone past it. Places have gaps
 * then, so a reader cannot see that anything is missing; here they are numbered anew.
 */
final class SequenceTail implements Transport<Announcement> {
    private static final int LATE_PER_MILLE = 150;

    private final Transport<Announcement> real;
    private final Machinery.Home home;
    /** The places that were not gone past, in order, by source and shard; by whichever process of the subscriber. */
    private final Map<String, List<Long>> seen;

    SequenceTail(Transport<Announcement> real, Machinery.Home home, Map<String, List<Long>> seen) {
        this.real = real;
        this.home = home;
        this.seen = seen;
    }

    @Override
    public Delivery subscribe(String source, String subscriber, Checkpoints after, Receiver<Announcement> receiver) {
        return real.subscribe(
                source,
                subscriber,
                () -> places(source, after.now()),
                envelopes -> receiver.receive(numbered(source, envelopes)));
    }

    private List<Long> seen(String source, int shard) {
        return seen.computeIfAbsent(home.service() + "<" + source + "-" + shard, _ -> new ArrayList<>());
    }

    private long[] places(String source, long[] numbers) {
        long[] places = new long[numbers.length];
        for (int shard = 0; shard < numbers.length; shard++) {
            places[shard] = numbers[shard] == 0 ? 0 : seen(source, shard).get((int) numbers[shard] - 1);
        }
        return places;
    }

    private List<Envelope<Announcement>> numbered(String source, List<Envelope<Announcement>> envelopes) {
        List<Envelope<Announcement>> numbered = new ArrayList<>();
        for (int i = 0; i < envelopes.size(); i++) {
            Envelope<Announcement> it = envelopes.get(i);
            List<Long> places = seen(source, it.shard());
            boolean passed = !places.isEmpty() && it.position() <= places.getLast();
            boolean late = i + 1 < envelopes.size() && home.shop().world().goesWrong(LATE_PER_MILLE);
            if (!passed && !late) {
                places.add(it.position());
            }
            int number = places.indexOf(it.position()) + 1;
            if (number > 0) {
                numbered.add(numbered(it, number));
            }
        }
        return numbered;
    }

    private static Envelope<Announcement> numbered(Envelope<Announcement> it, long number) {
        return new Envelope<>(
                it.source(),
                it.shard(),
                number,
                it.version(),
                it.subject(),
                it.type(),
                it.time(),
                it.meta(),
                it.announcement(),
                it.failure());
    }

    @Override
    public @Nullable Envelope<Announcement> at(String source, int shard, long position) {
        return real.at(source, shard, seen(source, shard).get((int) position - 1));
    }

    /** Places seen by nobody yet. */
    static Map<String, List<Long>> none() {
        return new LinkedHashMap<>();
    }
}
