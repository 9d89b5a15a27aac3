package waybill.torture.history;

import java.util.List;

/**
 * What a client was told, as far as it is compared later.
 *
 * @param outcome what the client knows by it
 * @param status of HTTP; 0 if there was no answer
 * @param problem the slug of the problem, or how the connection ended; empty if all went well
 * @param replayed whether it was said to be the stored answer of an earlier request
 * @param order the order it names; empty if none
 * @param orderStatus its status; empty if the answer does not show the order
 * @param version of the order; 0 if the answer does not show it
 * @param shipped pieces shipped, line by line; empty if the answer does not show the order
 * @param digest of status and body, byte for byte; empty if there was no answer
 */
public record Answer(
        Outcome outcome,
        int status,
        String problem,
        boolean replayed,
        String order,
        String orderStatus,
        long version,
        List<Integer> shipped,
        String digest) {
    public Answer {
        shipped = List.copyOf(shipped);
    }

    /** No answer, for this reason. */
    public static Answer none(String how) {
        return new Answer(Outcome.INFO, 0, how, false, "", "", 0, List.of(), "");
    }

    /** Whether it is final: a repeat of the same request must be answered with the same bytes from then on. */
    public boolean isSettled() {
        return switch (outcome) {
            case OK -> status != 202;
            // "Payment unavailable" is tried again by the same request: that is promised.
            case FAIL -> status < 500;
            case INFO -> false;
        };
    }
}
