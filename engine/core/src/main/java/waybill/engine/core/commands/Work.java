package waybill.engine.core.commands;

import java.util.concurrent.CompletableFuture;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.parked.Settled;
import waybill.engine.core.parked.Settlement;

/** One thing in the queue of a lane. */
sealed interface Work<S, C, R> {
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

    /** News, and who counts them as settled. */
    record Heard<S, C, R>(News<C> news, Runnable settled) implements Work<S, C, R> {}
}
