package waybill.server.data;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import waybill.auditor.Auditor;
import waybill.auditor.Blocked;
import waybill.auditor.Check;
import waybill.auditor.Finding;
import waybill.auditor.Report;
import waybill.auditor.Scope;
import waybill.engine.postgres.DatabaseAddress;
import waybill.server.audit.Auditing;
import waybill.server.settings.Role;

/** One audit of all three databases, told to a person: a line a law, a paragraph a finding. */
final class LawsVerified {
    private final PrintWriter out;

    LawsVerified(PrintWriter out) {
        this.out = out;
    }

    /** What is wrong in a sentence; empty if nothing is. */
    String of(Function<Role, DatabaseAddress> addresses, Duration grace) {
        Scope scope = Scope.usual(Clock.systemUTC()).withGrace(grace);
        Report report = Auditor.audit(Auditing.databases(addresses), scope);
        for (Check check : Check.values()) {
            long found = report.violations(check);
            out.printf(
                    Locale.ROOT,
                    "%-3s  %-65s %,11d looked at  %s%n",
                    check,
                    check.law(),
                    report.counted().getOrDefault(check, 0L),
                    found == 0 ? "OK" : found + " FOUND");
        }
        report.findings().forEach(this::tell);
        report.blocked().forEach(this::tell);
        if (report.moving() > 0) {
            out.printf(
                    Locale.ROOT,
                    "In %,d orders something is still going on, or was within %d seconds: they were not judged.%n",
                    report.moving(),
                    grace.toSeconds());
        }
        if (report.isClean()) {
            out.printf(
                    Locale.ROOT,
                    "The books of all three services agree: %,d events, looked at in %.1f seconds.%n",
                    report.events(),
                    report.took().toMillis() / 1e3);
            return "";
        }
        return "The books do not agree: " + report.findings().size() + " found; each says above what to do.";
    }

    private void tell(Finding finding) {
        out.printf(
                "%n%s, in the books of %s: %s%n%s%n",
                finding.check(), finding.service(), finding.what(), finding.advice());
    }

    private void tell(Blocked blocked) {
        out.printf("%nOrder %s waits for a person and was not judged: %s.%n", blocked.order(), blocked.why());
    }
}
