package waybill.bench.report;

/** Something Waybill wants to reach, and what was measured. */
public record Target(String name, String wanted, String measured, boolean reached) {
    /** At least so much. */
    static Target atLeast(String name, String form, double wanted, double measured) {
        return new Target(name, "≥ " + form.formatted(wanted), form.formatted(measured), measured >= wanted);
    }

    /** At most so much. */
    static Target atMost(String name, String form, double wanted, double measured) {
        return new Target(name, "≤ " + form.formatted(wanted), form.formatted(measured), measured <= wanted);
    }
}
