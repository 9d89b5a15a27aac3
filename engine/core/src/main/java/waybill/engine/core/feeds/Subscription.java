package waybill.engine.core.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.commands.News;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.Origin;
import waybill.engine.core.tracing.Span;
import waybill.engine.core.tracing.Tracer;

/**
 * One service listening to another: every envelope becomes news for the command runner, which commits its effects with
 * the checkpoint. At least once delivered, exactly one effect.
 */
public final class Subscription<A, C> implements AutoCloseable {
    private static final int UNDER_WAY_MAX = 2_048;
    private static final int AT_ONCE_MAX = 256;

    private final String source;
    private final String subscriber;
    private final Transport<A> transport;
    private final Reaction<A, C> reaction;
    private final CommandRunner<?, C, ?, ?, ?> runner;
    private final Tracer tracer;
    private final Semaphore underWay = new Semaphore(UNDER_WAY_MAX);
    private final LongAdder consumed = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final Transport.Delivery delivery;

    /** Starts to listen to {@code source} from where the store says this service is. */
    public Subscription(
            String source,
            String subscriber,
            Transport<A> transport,
            EventStore<?, ?, ?> store,
            Listener<A, C> listener) {
        this.source = source;
        this.subscriber = subscriber;
        this.transport = transport;
        this.reaction = listener.reaction();
        this.runner = listener.runner();
        this.tracer = listener.tracer();
        this.delivery = transport.subscribe(source, subscriber, () -> store.checkpoints(source), this::receive);
    }

    /** Who reacts, through which door, and where that is recorded. */
    public record Listener<A, C>(Reaction<A, C> reaction, CommandRunner<?, C, ?, ?, ?> runner, Tracer tracer) {
        /** One whose reactions nobody records. */
        public Listener(Reaction<A, C> reaction, CommandRunner<?, C, ?, ?, ?> runner) {
            this(reaction, runner, Tracer.NONE);
        }
    }

    private void receive(List<Envelope<A>> envelopes) throws InterruptedException {
        for (int from = 0; from < envelopes.size(); from += AT_ONCE_MAX) {
            List<News<C>> news = new ArrayList<>();
            for (Envelope<A> envelope : envelopes.subList(from, Math.min(envelopes.size(), from + AT_ONCE_MAX))) {
                news.add(news(envelope, tracer));
            }
            underWay.acquire(news.size());
            runner.hear(news, this::settled, this::repeated);
        }
    }

    private void settled() {
        consumed.increment();
        underWay.release();
    }

    private void repeated() {
        repeated.increment();
        underWay.release();
    }

    private News<C> news(Envelope<A> envelope, Tracer recorded) {
        @Nullable Directed<C> directed = null;
        @Nullable String failure = envelope.failure();
        A announcement = envelope.announcement();
        if (announcement != null) {
            try {
                directed = reaction.when(announcement, envelope);
            } catch (RuntimeException unreadable) {
                // Not ours to skip: the runner tries, counts and parks it.
                failure = unreadable.toString();
            }
        }
        String cause = envelope.meta().traceparent();
        Span span = directed == null ? Span.NONE : recorded.follow(Tracer.Kind.CONSUMER, envelope.type(), cause);
        span.with("messaging.operation.type", "process")
                .with("messaging.destination.name", source)
                .with("waybill.order_id", envelope.subject());
        Origin origin = new Origin(
                envelope.meta().correlationId(),
                envelope.meta().id().value(),
                "service:" + subscriber,
                span.traceparentOr(cause));
        return new News<>(
                envelope.source(),
                envelope.shard(),
                envelope.position(),
                envelope.subject(),
                envelope.type(),
                origin,
                directed,
                failure,
                span);
    }

    /** The service that is listened to. */
    public String source() {
        return source;
    }

    /** What the source said there, read again and translated again; null if it is not there. */
    public @Nullable News<C> again(int shard, long position) {
        Envelope<A> envelope = transport.at(source, shard, position);
        return envelope == null ? null : news(envelope, Tracer.NONE);
    }

    /** Announcements of the source not handed over yet. */
    public long lag() {
        return delivery.lag();
    }

    /** Announcements that were applied, found to be none of ours, or parked. */
    public long consumed() {
        return consumed.sum();
    }

    /** Announcements that came again, and were dropped here or by the transport. */
    public long repeats() {
        return repeated.sum() + delivery.repeats();
    }

    /** Whether there may be announcements of this shard that were not handed over yet, here or to another replica. */
    public boolean isBehind(int shard) {
        return delivery.isBehind(shard);
    }

    /** Stops listening. */
    @Override
    public void close() {
        delivery.close();
    }
}
