package waybill.auditor.folds;

import waybill.auditor.Check;

/** A history says something that cannot follow from what it said before. */
public record Flaw(Check check, String what) {}
