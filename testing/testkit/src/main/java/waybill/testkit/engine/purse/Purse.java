package waybill.testkit.engine.purse;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A purse.
 *
 * @param reminder by when something must happen to it, if anything
 * @param drawn the last coins that came out of a pot and were not given back
 * @param pots the pots lent for this decision
 */
public record Purse(
        long coins, @Nullable Instant reminder, PurseEvent.@Nullable PotDrawn drawn, Map<String, Pot> pots) {
    /** A purse nobody ever put anything in. */
    public static final Purse EMPTY = new Purse(0, null, null, Map.of());

    Purse plus(long more) {
        return new Purse(coins + more, reminder, drawn, pots);
    }

    Purse remindedAt(@Nullable Instant at) {
        return new Purse(coins, at, drawn, pots);
    }

    Purse havingDrawn(PurseEvent.@Nullable PotDrawn what) {
        return new Purse(coins, reminder, what, pots);
    }

    Purse withPots(Map<String, Pot> lent) {
        return new Purse(coins, reminder, drawn, Map.copyOf(lent));
    }

    /** The pot is changed only if it is here: a purse read back from its events has none. */
    Purse withPotPlus(String name, long more, long moreOut) {
        Pot pot = pots.get(name);
        if (pot == null) {
            return this;
        }
        Map<String, Pot> changed = new HashMap<>(pots);
        changed.put(name, new Pot(name, pot.coins() + more, pot.out() + moreOut));
        return withPots(changed);
    }
}
