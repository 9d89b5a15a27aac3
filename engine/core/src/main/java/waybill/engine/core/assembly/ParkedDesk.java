package waybill.engine.core.assembly;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.commands.News;
import waybill.engine.core.feeds.Subscription;
import waybill.engine.core.parked.NewsPlace;
import waybill.engine.core.parked.OperatorActs;
import waybill.engine.core.parked.Parked;
import waybill.engine.core.parked.ParkedEvents;
import waybill.engine.core.parked.ParkingLot;
import waybill.engine.core.parked.Settled;
import waybill.engine.core.parked.Settlement;

/** Where operators settle what one service has parked. */
final class ParkedDesk<C> implements ParkedEvents {
    private final String service;
    private final ParkingLot lot;
    private final CommandRunner<?, C, ?, ?, ?> runner;
    private final List<? extends Subscription<?, C>> subscriptions;
    private final Acting<C> acting;

    /** What an operator does becomes an act at this time. */
    record Acting<C>(OperatorActs<C> acts, InstantSource clock) {
        @Nullable
        Directed<C> command(String subject, String action, Wish wish) {
            return acts.recorded(new OperatorActs.Act(
                    subject, action, wish.reason(), wish.origin().actor(), clock.instant()));
        }
    }

    /** The desk of a service that listens to these. */
    ParkedDesk(
            String service,
            ParkingLot lot,
            CommandRunner<?, C, ?, ?, ?> runner,
            List<? extends Subscription<?, C>> subscriptions,
            Acting<C> acting) {
        this.service = service;
        this.lot = lot;
        this.runner = runner;
        this.subscriptions = subscriptions;
        this.acting = acting;
    }

    @Override
    public String service() {
        return service;
    }

    @Override
    public List<Parked> list(@Nullable String subject, long after, int limit) {
        return lot.list(subject, after, limit);
    }

    @Override
    public CompletableFuture<Settled> retry(NewsPlace place, Wish wish) {
        return subscription(place)
                .map(heard -> settle(place, wish, true, heard.again(place.shard(), place.position())))
                .orElseGet(() -> CompletableFuture.completedFuture(new Settled.NotParked(place)));
    }

    @Override
    public CompletableFuture<Settled> discard(NewsPlace place, Wish wish) {
        return subscription(place)
                .map(_ -> settle(place, wish, false, null))
                .orElseGet(() -> CompletableFuture.completedFuture(new Settled.NotParked(place)));
    }

    private Optional<? extends Subscription<?, C>> subscription(NewsPlace place) {
        return subscriptions.stream()
                .filter(one -> one.source().equals(place.source()))
                .findFirst();
    }

    private CompletableFuture<Settled> settle(NewsPlace place, Wish wish, boolean retried, @Nullable News<C> news) {
        String action =
                (retried ? "RETRIED " : "DISCARDED ") + place.source() + "-" + place.shard() + "-" + place.position();
        return runner.settle(new Settlement<>(
                place, retried, news, subject -> acting.command(subject, action, wish), wish.origin(), wish.kept()));
    }
}
