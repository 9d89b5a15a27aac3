package waybill.testkit.engine.purse;

import java.util.Map;
import java.util.Set;
import waybill.engine.core.commands.SharedRows;

/** Which pots a command may touch. */
public final class PursePots implements SharedRows<Purse, PurseCommand, Pot> {
    @Override
    public Set<String> needed(Purse purse, PurseCommand command) {
        return switch (command) {
            case PurseCommand.Fill fill -> Set.of(fill.pot());
            case PurseCommand.Draw draw -> Set.of(draw.pot());
            case PurseCommand.GiveBack _ -> potOfLastDraw(purse);
            case PurseCommand.Put _,
                    PurseCommand.Open _,
                    PurseCommand.Take _,
                    PurseCommand.Remind _,
                    PurseCommand.DropReminder _,
                    PurseCommand.Break _ -> Set.of();
        };
    }

    private static Set<String> potOfLastDraw(Purse purse) {
        PurseEvent.PotDrawn drawn = purse.drawn();
        return drawn == null ? Set.of() : Set.of(drawn.pot());
    }

    @Override
    public Purse lend(Purse purse, Map<String, Pot> rows) {
        return purse.withPots(rows);
    }

    @Override
    public Map<String, Pot> returned(Purse purse) {
        return purse.pots();
    }

    @Override
    public Purse without(Purse purse) {
        return purse.withPots(Map.of());
    }
}
