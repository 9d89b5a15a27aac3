package waybill.auditor.checks;

import java.util.List;
import java.util.Map;
import waybill.auditor.Blocked;
import waybill.auditor.Check;
import waybill.auditor.Finding;

/** What is to be said about an order. */
public sealed interface Opinion {
    /** Something is still going on: another time. */
    record Moving() implements Opinion {}

    /** It waits for a person, who knows it. */
    record Waiting(Blocked why) implements Opinion {}

    /**
     * It was judged; nothing is wrong if there are no findings.
     *
     * @param counted how many things of it were looked at for each law
     */
    record Judged(List<Finding> findings, Map<Check, Long> counted) implements Opinion {}
}
