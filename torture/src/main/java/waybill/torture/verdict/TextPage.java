package waybill.torture.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import waybill.torture.checks.Judgement;
import waybill.torture.faults.Fault;
import waybill.torture.faults.Injected;
import waybill.torture.history.Outcome;

/** The verdict on one page, for people. */
public final class TextPage {
    private static final int TIMES = 12;
    private static final int FINDINGS = 5;

    private TextPage() {}

    /** The page; every line ends with a line break. */
    public static String of(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        head(verdict, lines);
        load(verdict, lines);
        faults(verdict, lines);
        checks(verdict, lines);
        audit(verdict.audit(), lines);
        end(verdict, lines);
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static void head(Verdict verdict, List<String> lines) {
        Verdict.Run run = verdict.run();
        lines.add("TORTURE OF WAYBILL");
        lines.add("  %s; seed %d; %s of load and faults, %s in all%s"
                .formatted(
                        run.system(),
                        run.seed(),
                        words(run.length()),
                        words(run.took()),
                        run.build().isEmpty() ? "" : "; built from " + run.build()));
        lines.add("");
    }

    private static void load(Verdict verdict, List<String> lines) {
        lines.add("LOAD");
        lines.add(String.format(
                Locale.ROOT,
                "  %,d operations by clients who came at %.0f a second, sent %,d times: %,d ok, %,d fail, %,d info%s",
                verdict.history().operations(),
                verdict.run().rate(),
                verdict.history().attempts().size(),
                verdict.tries(Outcome.OK),
                verdict.tries(Outcome.FAIL),
                verdict.tries(Outcome.INFO),
                verdict.run().left() == 0
                        ? ""
                        : "; %,d found no room".formatted(verdict.run().left())));
        lines.add(String.format(
                Locale.ROOT,
                "  %,d orders: %s",
                verdict.ending().orders().size(),
                verdict.statuses().entrySet().stream()
                        .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
                        .collect(Collectors.joining(", "))));
        lines.add("");
    }

    private static void faults(Verdict verdict, List<String> lines) {
        lines.add("FAULTS");
        if (verdict.run().faults().isEmpty()) {
            lines.add("  none");
        }
        for (Fault fault : verdict.run().faults()) {
            List<Injected> done = verdict.injected().stream()
                    .filter(one -> one.fault() == fault)
                    .toList();
            String when = done.stream().limit(TIMES).map(one -> clock(one.at())).collect(Collectors.joining(" "));
            lines.add("  %-14s %3d x  at %s%s"
                    .formatted(fault.word(), done.size(), when, done.size() > TIMES ? " …" : ""));
        }
        lines.add("  processes were started " + verdict.run().starts() + " times");
        lines.add("");
    }

    private static void checks(Verdict verdict, List<String> lines) {
        lines.add("WHAT CLIENTS WERE TOLD");
        for (Judgement judgement : verdict.judgements()) {
            lines.add(line(judgement));
            judgement.findings().stream()
                    .limit(FINDINGS)
                    .map(finding -> "      " + finding)
                    .forEach(lines::add);
        }
        lines.add("");
    }

    private static String line(Judgement judgement) {
        String looked = String.format(Locale.ROOT, "%,d %s", judgement.looked(), judgement.things());
        String said = judgement.holds() ? "ok" : judgement.looked() == 0 ? "NOTHING" : judgement.found() + " FOUND";
        return "  %-7s %s (%s)".formatted(said, judgement.promise(), looked);
    }

    private static void audit(Audit audit, List<String> lines) {
        lines.add("WHAT THE DATABASES SAY");
        audit.laws().forEach(law -> lines.add("  " + law));
        audit.logs().forEach(log -> lines.add("  " + log));
        audit.rest().forEach(line -> lines.add("  " + line));
        lines.add("");
    }

    private static void end(Verdict verdict, List<String> lines) {
        verdict.objections().forEach(lines::add);
        lines.add(verdict.passed() ? "PASSED" : "FAILED");
    }

    private static String clock(Duration at) {
        return "%d:%02d".formatted(at.toMinutes(), at.toSecondsPart());
    }

    private static String words(Duration length) {
        return length.toMinutes() == 0
                ? length.toSeconds() + " s"
                : length.toMinutes() + " min"
                        + (length.toSecondsPart() == 0 ? "" : " " + length.toSecondsPart() + " s");
    }
}
