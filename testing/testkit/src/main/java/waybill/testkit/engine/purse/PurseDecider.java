package waybill.testkit.engine.purse;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.alreadySo;
import static waybill.kernel.Decision.refuse;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import waybill.kernel.Decider;
import waybill.kernel.Decision;
import waybill.testkit.engine.purse.PurseCommand.Break;
import waybill.testkit.engine.purse.PurseCommand.Draw;
import waybill.testkit.engine.purse.PurseCommand.DropReminder;
import waybill.testkit.engine.purse.PurseCommand.Fill;
import waybill.testkit.engine.purse.PurseCommand.GiveBack;
import waybill.testkit.engine.purse.PurseCommand.Open;
import waybill.testkit.engine.purse.PurseCommand.Put;
import waybill.testkit.engine.purse.PurseCommand.Remind;
import waybill.testkit.engine.purse.PurseCommand.Take;
import waybill.testkit.engine.purse.PurseEvent.CoinsPut;
import waybill.testkit.engine.purse.PurseEvent.CoinsTaken;
import waybill.testkit.engine.purse.PurseEvent.DrawnGivenBack;
import waybill.testkit.engine.purse.PurseEvent.PotDrawn;
import waybill.testkit.engine.purse.PurseEvent.PotFilled;
import waybill.testkit.engine.purse.PurseEvent.PotMade;
import waybill.testkit.engine.purse.PurseEvent.ReminderDropped;
import waybill.testkit.engine.purse.PurseEvent.ReminderSet;
import waybill.testkit.engine.purse.PurseRefusal.PotTooLow;
import waybill.testkit.engine.purse.PurseRefusal.TooFew;

/** What may happen to a purse. */
public final class PurseDecider implements Decider<Purse, PurseCommand, PurseEvent, PurseRefusal> {
    @Override
    public Purse initial() {
        return Purse.EMPTY;
    }

    @Override
    public Decision<PurseEvent, PurseRefusal> decide(Purse purse, PurseCommand command) {
        return switch (command) {
            case Put(int coins) -> accept(new CoinsPut(coins));
            case Open(int coins) -> purse.coins() > 0 ? alreadySo("it was opened before") : accept(new CoinsPut(coins));
            case Take(int coins) when coins > purse.coins() -> refuse(new TooFew(purse.coins()));
            case Take(int coins) -> accept(new CoinsTaken(coins));
            case Fill(String pot, int coins) ->
                accept(purse.pots().containsKey(pot) ? new PotFilled(pot, coins) : new PotMade(pot, coins));
            case Draw draw -> draw(purse, draw);
            case GiveBack _ -> giveBack(purse);
            case Remind(Instant at) -> accept(new ReminderSet(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
            case DropReminder _ -> purse.reminder() == null ? alreadySo("nobody waits") : accept(new ReminderDropped());
            case Break _ -> throw new IllegalStateException("a purse cannot be broken");
        };
    }

    private static Decision<PurseEvent, PurseRefusal> draw(Purse purse, Draw draw) {
        Pot pot = purse.pots().get(draw.pot());
        long there = pot == null ? 0 : pot.coins();
        return draw.coins() > there
                ? refuse(new PotTooLow(draw.pot(), there))
                : accept(new PotDrawn(draw.pot(), draw.coins()));
    }

    private static Decision<PurseEvent, PurseRefusal> giveBack(Purse purse) {
        PotDrawn drawn = purse.drawn();
        return drawn == null ? alreadySo("nothing was drawn") : accept(new DrawnGivenBack(drawn.pot(), drawn.coins()));
    }

    @Override
    public Purse evolve(Purse purse, PurseEvent event) {
        return switch (event) {
            case CoinsPut(int coins) -> purse.plus(coins);
            case CoinsTaken(int coins) -> purse.plus(-coins);
            case PotFilled(String pot, int coins) -> purse.withPotPlus(pot, coins, 0);
            case PotMade(String pot, int coins) -> made(purse, new Pot(pot, coins, 0));
            case PotDrawn drawn ->
                purse.plus(drawn.coins()).havingDrawn(drawn).withPotPlus(drawn.pot(), -drawn.coins(), drawn.coins());
            case DrawnGivenBack(String pot, int coins) ->
                purse.plus(-coins).havingDrawn(null).withPotPlus(pot, coins, -coins);
            case ReminderSet(long micros) -> purse.remindedAt(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
            case ReminderDropped _ -> purse.remindedAt(null);
        };
    }

    private static Purse made(Purse purse, Pot pot) {
        Map<String, Pot> pots = new HashMap<>(purse.pots());
        pots.put(pot.name(), pot);
        return purse.withPots(pots);
    }
}
