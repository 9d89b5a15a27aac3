package waybill.testkit.engine.purse;

/** Why a purse says no. */
public sealed interface PurseRefusal {
    /** There are only so many coins in the purse. */
    record TooFew(long there) implements PurseRefusal {}

    /** There are only so many coins in the pot. */
    record PotTooLow(String pot, long there) implements PurseRefusal {}
}
