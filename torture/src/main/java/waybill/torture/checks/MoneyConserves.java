package waybill.torture.checks;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.torture.ending.Ending;
import waybill.torture.ending.Transaction;
import waybill.torture.history.History;

/** The gateway's books and ours have the same movements of money, key by key. */
final class MoneyConserves implements Check {
    @Override
    public String promise() {
        return "the gateway's books and ours agree, key by key";
    }

    @Override
    public String things() {
        return "transactions";
    }

    @Override
    public void judge(History history, Ending ending, Notes notes) {
        Map<String, Transaction> ours = new HashMap<>();
        ending.transactions().forEach(one -> ours.put(one.key(), one));
        Map<String, Transaction> theirs = new HashMap<>();
        for (Transaction entry : ending.ledger()) {
            if (theirs.put(entry.key(), entry) != null) {
                notes.found("the gateway has moved money twice for " + entry.key());
            }
        }
        Set<String> keys = new HashSet<>(ours.keySet());
        keys.addAll(theirs.keySet());
        for (String key : keys) {
            notes.expect(
                    agree(ours.get(key), theirs.get(key)),
                    "in our books: %s, in the gateway's: %s".formatted(ours.get(key), theirs.get(key)));
        }
    }

    /** A transaction that did not move money may be unknown to the other side. */
    private static boolean agree(@Nullable Transaction ours, @Nullable Transaction theirs) {
        boolean oursIsDone = ours != null && ours.isDone();
        boolean theirsIsDone = theirs != null && theirs.isDone();
        if (ours == null || theirs == null || !oursIsDone) {
            return oursIsDone == theirsIsDone;
        }
        return theirsIsDone && ours.amount() == theirs.amount() && ours.kind().equals(theirs.kind());
    }
}
