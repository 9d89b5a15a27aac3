package waybill.testkit.engine.purse;

import java.time.Instant;

/** What can be asked of a purse. */
public sealed interface PurseCommand {
    /** Puts coins in; twice is twice. */
    record Put(int coins) implements PurseCommand {}

    /** Puts the first coins in; a purse that has any is left as it is. */
    record Open(int coins) implements PurseCommand {}

    /** Takes coins out, if there are so many. */
    record Take(int coins) implements PurseCommand {}

    /** Throws coins into a pot, and makes it if there is none. */
    record Fill(String pot, int coins) implements PurseCommand {}

    /** Draws coins from a pot, if there are so many. */
    record Draw(String pot, int coins) implements PurseCommand {}

    /** Gives the coins drawn last back to their pot. */
    record GiveBack() implements PurseCommand {}

    /** Wants to be reminded. */
    record Remind(Instant at) implements PurseCommand {}

    /** Does not want to be reminded any more. */
    record DropReminder() implements PurseCommand {}

    /** Makes the decider throw, as a defect would. */
    record Break() implements PurseCommand {}
}
