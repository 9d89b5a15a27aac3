package waybill.engine.core.resilience;

import java.time.Duration;

/**
 * Makes one call, once, on the thread it is called on.
 *
 * @param <T> what is answered
 */
@FunctionalInterface
public interface Attempt<T> {
    /**
     * Calls, and gives up after the timeout by itself ({@link OwnThread} for what cannot). What it throws says what
     * became of the call: see {@link Trouble}. Every attempt of one call must carry the same idempotency key.
     */
    Heard<T> make(Duration timeout) throws Exception;
}
