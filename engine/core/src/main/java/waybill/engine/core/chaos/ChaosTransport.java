package waybill.engine.core.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.feeds.Checkpoints;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Receiver;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.time.Pause;

/**
 * Delivers late, twice and out of order on purpose. It loses nothing: all of it happens before the transport inside is
 * told that what it delivered was taken, so whatever goes wrong meanwhile comes again. And it is dense in the end:
 * nothing is kept back behind more than {@value #REACH} later places, which is far less than a subscription lets wait.
 */
public final class ChaosTransport<A> implements Transport<A> {
    /** By how many places an announcement can come late or again. */
    static final int REACH = 16;

    /** How late an announcement can be: longer than a commit, shorter than anybody's patience. */
    static final int DELAY_MILLIS_MAX = 25;

    private final Transport<A> inside;
    private final Chaos chaos;
    private final Pause pause;

    /** What the transport inside delivers, shaken. */
    public ChaosTransport(Transport<A> inside, Chaos chaos, Pause pause) {
        this.inside = inside;
        this.chaos = chaos;
        this.pause = pause;
    }

    @Override
    public Delivery subscribe(String source, String subscriber, Checkpoints after, Receiver<A> receiver) {
        return inside.subscribe(source, subscriber, after, new Shaken(source + "-to-" + subscriber, receiver));
    }

    @Override
    public @Nullable Envelope<A> at(String source, int shard, long position) {
        return inside.at(source, shard, position);
    }

    /** What comes later than it should, or again, before the envelope with this number is handed over. */
    private record Kept<A>(Envelope<A> envelope, int until) {}

    /** One subscriber, as the transport inside sees it. */
    private final class Shaken implements Receiver<A> {
        private final Receiver<A> receiver;
        private final Dice delay;
        private final Dice duplicate;
        private final Dice reorder;

        Shaken(String name, Receiver<A> receiver) {
            this.receiver = receiver;
            this.delay = chaos.dice(Chaos.Point.DELIVERY_DELAY, name);
            this.duplicate = chaos.dice(Chaos.Point.DELIVERY_DUPLICATE, name);
            this.reorder = chaos.dice(Chaos.Point.DELIVERY_REORDER, name);
        }

        @Override
        public void receive(List<Envelope<A>> envelopes) throws InterruptedException {
            List<Kept<A>> kept = new ArrayList<>();
            List<Envelope<A>> together = new ArrayList<>();
            for (int i = 0; i < envelopes.size(); i++) {
                Envelope<A> envelope = envelopes.get(i);
                String cause = envelope.meta().correlationId();
                handOver(due(kept, i), together);
                Optional<RandomGenerator> later = isFollowed(envelopes, i) ? reorder.details(cause) : Optional.empty();
                if (later.isPresent()) {
                    // Not before the next one has gone ahead of it.
                    kept.add(new Kept<>(envelope, i + 2 + later.get().nextInt(REACH - 1)));
                    continue;
                }
                beLate(delay.details(cause), together);
                together.add(envelope);
                int number = i;
                duplicate
                        .details(cause)
                        .ifPresent(random -> kept.add(new Kept<>(envelope, number + 1 + random.nextInt(REACH))));
            }
            flush(together);
            handOver(due(kept, Integer.MAX_VALUE), together);
        }

        /** Only what another place of the same shard follows can come after a later one. */
        private boolean isFollowed(List<Envelope<A>> envelopes, int i) {
            return i + 1 < envelopes.size()
                    && envelopes.get(i + 1).shard() == envelopes.get(i).shard();
        }

        private List<Envelope<A>> due(List<Kept<A>> kept, int number) {
            List<Envelope<A>> due = new ArrayList<>();
            kept.removeIf(each -> each.until() <= number && due.add(each.envelope()));
            return due;
        }

        /** The due ones come alone, after what was gathered: the receiver may commit in between. */
        private void handOver(List<Envelope<A>> due, List<Envelope<A>> together) throws InterruptedException {
            if (!due.isEmpty()) {
                flush(together);
                for (Envelope<A> each : due) {
                    receiver.receive(List.of(each));
                }
            }
        }

        private void beLate(Optional<RandomGenerator> late, List<Envelope<A>> together) throws InterruptedException {
            if (late.isPresent()) {
                flush(together);
                pause.last(Duration.ofMillis(1 + late.get().nextInt(DELAY_MILLIS_MAX)));
            }
        }

        private void flush(List<Envelope<A>> together) throws InterruptedException {
            if (!together.isEmpty()) {
                receiver.receive(List.copyOf(together));
                together.clear();
            }
        }
    }
}
