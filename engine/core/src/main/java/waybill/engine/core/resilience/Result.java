package waybill.engine.core.resilience;

import java.time.Duration;
import java.util.function.Function;

/**
 * What a call came to, over all its attempts.
 *
 * @param <T> what is answered
 */
public sealed interface Result<T> {
    /** The other side answered; if it is in trouble, this is the last thing it said. */
    record Answered<T>(T answer) implements Result<T> {}

    /** Provably nothing was sent, in no attempt. */
    sealed interface NotSent<T> extends Result<T> {}

    /**
     * The breaker is open.
     *
     * @param again when it lets a call through again
     */
    record Refused<T>(Duration again) implements NotSent<T> {}

    /** As many calls as may be are under way. */
    record Full<T>() implements NotSent<T> {}

    /** There was no connection. */
    record Unreachable<T>(Exception cause) implements NotSent<T> {}

    /** There was no time left. */
    record TooLate<T>() implements NotSent<T> {}

    /**
     * Sent, perhaps, and not answered: nobody knows what became of it.
     *
     * @param trouble a timeout, or a broken or unreadable answer
     */
    record Ambiguous<T>(Trouble trouble, Exception cause) implements Result<T> {}

    /** What an answer amounts to when it is read; what is no answer stays as it is. */
    default <R> Result<R> read(Function<T, Result<R>> reading) {
        return switch (this) {
            case Answered<T>(T answer) -> reading.apply(answer);
            case Refused<T>(Duration again) -> new Refused<>(again);
            case Full<T>() -> new Full<>();
            case Unreachable<T>(Exception cause) -> new Unreachable<>(cause);
            case TooLate<T>() -> new TooLate<>();
            case Ambiguous<T>(Trouble trouble, Exception cause) -> new Ambiguous<>(trouble, cause);
        };
    }

    /** This, which came after that: what was perhaps done before does not become undone by not being sent again. */
    default Result<T> after(Result<T> before) {
        return this instanceof NotSent<T> && !(before instanceof NotSent<T>) ? before : this;
    }
}
