package waybill.engine.core.commands;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.parked.Settled;
import waybill.engine.core.parked.Settlement;

/** One thing in the queue of a lane. */
sealed interface Work<S, C, R> {
    /** The command and its stream, if there is one. */
    default @Nullable Directed<C> directed() {
        return switch (this) {
            case Ask<S, C, R>(Request<S, C, R> request, var _, var _) ->
                new Directed<>(request.stream(), request.command());
            case Heard<S, C, R>(News<C> news, var _, var _) -> news.directed();
            case Remember<S, C, R> _, Settle<S, C, R> _ -> null;
        };
    }

    /** A request and the caller who waits for it. */
    record Ask<S, C, R>(Request<S, C, R> request, long giveUpAtNanos, CompletableFuture<Outcome<S, R>> answer)
            implements Work<S, C, R> {
        StreamId stream() {
            return request.stream();
        }
    }

    /** An answer to keep for a key, decided before any command was needed. */
    record Remember<S, C, R>(KeyEntry entry, long giveUpAtNanos, CompletableFuture<Outcome<S, R>> answer)
            implements Work<S, C, R> {}

    /** What an operator wants done about something parked. */
    record Settle<S, C, R>(Settlement<C> wish, long giveUpAtNanos, CompletableFuture<Settled> answer)
            implements Work<S, C, R> {}

    /** News, and who counts them as settled, or as a repeat of what was settled before. */
    record Heard<S, C, R>(News<C> news, Runnable settled, Runnable repeated) implements Work<S, C, R> {}
}
