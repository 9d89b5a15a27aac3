package waybill.auditor.folds;

import waybill.auditor.Check;

/** Words for what cannot be. */
final class Flaws {
    private Flaws() {}

    static Flaw impossible(Told event, String before) {
        return new Flaw(Check.I9, event.place() + " cannot follow " + before);
    }

    static Flaw unknown(Told event) {
        return new Flaw(Check.I9, event.place() + " is no event that this auditor knows");
    }
}
