package waybill.torture.history;

/**
 * A request that was sent once, and its answer.
 *
 * @param number which try of its operation, from 1
 * @param sentAt microseconds since the beginning
 * @param heardAt the same; {@link Long#MAX_VALUE} if the tester itself did not live to hear it
 */
public record Attempt(Request request, int number, long sentAt, Answer answer, long heardAt) {
    /** Whether it was done, or accepted. */
    public boolean isOk() {
        return answer.outcome() == Outcome.OK;
    }
}
