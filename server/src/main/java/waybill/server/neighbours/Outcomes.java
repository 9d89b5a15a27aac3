package waybill.server.neighbours;

import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.changes.About;
import waybill.engine.core.resilience.Result;
import waybill.order.service.Payments.Outcome;
import waybill.order.service.Payments.Transfer;

/** What became of money, by what became of the call about it. What is not known is never taken for a "no". */
final class Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private Outcomes() {}

    /** A call that may be interrupted. */
    interface Call<T> {
        Result<T> make() throws InterruptedException;
    }

    /** Makes the call; {@code meaning} says what an answer of payment means. */
    static <T> Outcome of(Transfer transfer, Call<T> call, Function<T, Outcome> meaning) {
        try {
            return switch (call.make()) {
                case Result.Answered<T>(T answer) -> meaning.apply(answer);
                case Result.Refused<T> _ -> new Outcome.NotAsked();
                case Result.Full<T> _ -> notAsked(transfer, "too many are asking");
                case Result.TooLate<T> _ -> notAsked(transfer, "there was no time");
                case Result.Unreachable<T>(Exception cause) -> notAsked(transfer, cause.toString());
                case Result.Ambiguous<T>(var _, Exception cause) -> unknown(transfer, cause.toString());
            };
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Outcome.Unknown();
        }
    }

    private static Outcome notAsked(Transfer transfer, String why) {
        About.order(LOG.atWarn(), transfer.orderId(), transfer.traceparent())
                .addKeyValue("event", "payment-not-asked")
                .log("Payment could not be asked about {}: {}", transfer.reference(), why);
        return new Outcome.NotAsked();
    }

    static Outcome unknown(Transfer transfer, String why) {
        About.order(LOG.atWarn(), transfer.orderId(), transfer.traceparent())
                .addKeyValue("event", "payment-unknown")
                .log("Nobody knows about {}; it will be asked for again: {}", transfer.reference(), why);
        return new Outcome.Unknown();
    }
}
