package waybill.torture.checks;

import waybill.torture.ending.Ending;
import waybill.torture.history.History;

/** An outage is no reason to park an event: only what can never be applied is, and there is no such thing here. */
final class NothingIsParked implements Check {
    @Override
    public String promise() {
        return "no order waits behind an event that a service gave up on";
    }

    @Override
    public String things() {
        return "orders";
    }

    @Override
    public void judge(History history, Ending ending, Notes notes) {
        ending.orders().values().forEach(_ -> notes.looked());
        ending.parked().forEach(id -> notes.found("event " + id + " is parked"));
    }
}
