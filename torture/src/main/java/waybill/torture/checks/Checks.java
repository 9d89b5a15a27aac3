package waybill.torture.checks;

import java.util.List;
import waybill.torture.ending.Ending;
import waybill.torture.history.History;

/** All checks of a history and its ending. */
public final class Checks {
    /** Each of them, in the order in which they are told. */
    public static final List<Check> ALL = List.of(
            new EveryRequestIsAnswered(),
            new AcknowledgedOrdersExist(),
            new AcceptedOrdersEnd(),
            new ConfirmedOrdersStay(),
            new OneEffectPerKey(),
            new RepeatsAreAnsweredAlike(),
            new UsedKeysAreRefused(),
            new StockConserves(),
            new MoneyConserves(),
            new OrdersAreChargedExactly(),
            new NoShipmentAfterCancel(),
            new ReadsNeverGoBack(),
            new NoDefects(),
            new NothingIsParked());

    private Checks() {}

    /** What each of them comes to. */
    public static List<Judgement> judge(History history, Ending ending) {
        return ALL.stream().map(check -> Judgement.of(check, history, ending)).toList();
    }
}
