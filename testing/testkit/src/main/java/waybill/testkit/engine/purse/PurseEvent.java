package waybill.testkit.engine.purse;

/** What happened to a purse. */
public sealed interface PurseEvent {
    /** Coins went in. */
    record CoinsPut(int coins) implements PurseEvent {}

    /** Coins were taken out. */
    record CoinsTaken(int coins) implements PurseEvent {}

    /** Coins were thrown into a pot that was there. */
    record PotFilled(String pot, int coins) implements PurseEvent {}

    /** A new pot was made of these coins. */
    record PotMade(String pot, int coins) implements PurseEvent {}

    /** Coins came out of a pot. */
    record PotDrawn(String pot, int coins) implements PurseEvent {}

    /** The coins that came last out of a pot went back. */
    record DrawnGivenBack(String pot, int coins) implements PurseEvent {}

    /** The purse wants to be looked at by then, in microseconds since the epoch. */
    record ReminderSet(long epochMicros) implements PurseEvent {}

    /** It does not any more. */
    record ReminderDropped() implements PurseEvent {}
}
