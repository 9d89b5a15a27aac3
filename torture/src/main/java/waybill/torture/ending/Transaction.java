package waybill.torture.ending;

import java.util.Set;

/**
 * One thing asked of the gateway, in our books or in its own.
 *
 * @param key by which both know it
 * @param order whose money it is; empty in the gateway's books, which do not know
 * @param amount in minor units
 */
public record Transaction(String key, String order, String kind, String status, long amount) {
    private static final Set<String> SETTLED = Set.of("SUCCEEDED", "DECLINED", "ERRORED");

    /** Whether the money moved. */
    public boolean isDone() {
        return status.equals("SUCCEEDED");
    }

    /** Whether it sets free what was set aside. */
    public boolean isVoid() {
        return kind.equals("VOID");
    }

    /** Whether it is known what became of it. */
    public boolean isSettled() {
        return SETTLED.contains(status);
    }
}
