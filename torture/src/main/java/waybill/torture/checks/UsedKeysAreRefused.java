package waybill.torture.checks;

import waybill.torture.ending.Ending;
import waybill.torture.history.Attempt;
import waybill.torture.history.History;
import waybill.torture.history.Kind;
import waybill.torture.history.Outcome;

/** A key that was used for one order makes no other one. */
final class UsedKeysAreRefused implements Check {
    private static final int REUSED = 422;

    @Override
    public String promise() {
        return "a key that was used for another request is refused (422) and makes nothing";
    }

    @Override
    public String things() {
        return "impostors";
    }

    @Override
    public void judge(History history, Ending ending, Notes notes) {
        for (Attempt attempt : history.of(Kind.IMPOSTOR)) {
            if (attempt.answer().outcome() != Outcome.INFO) {
                notes.expect(
                        attempt.answer().status() == REUSED,
                        "key %s was taken for another order and answered %d %s"
                                .formatted(
                                        attempt.request().key(),
                                        attempt.answer().status(),
                                        attempt.answer().order()));
            }
        }
        ending.orders().values().stream()
                .filter(order -> order.mark().endsWith("-impostor"))
                .forEach(order -> notes.found("there is an impostor's order: " + order.id()));
    }
}
