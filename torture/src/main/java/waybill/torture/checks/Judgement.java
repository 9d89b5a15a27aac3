package waybill.torture.checks;

import java.util.List;
import waybill.torture.ending.Ending;
import waybill.torture.history.History;

/**
 * What a check came to.
 *
 * @param looked how many things were looked at
 * @param found how many of them must not be
 * @param findings the first of these
 */
public record Judgement(String promise, String things, long looked, long found, List<String> findings) {
    public Judgement {
        findings = List.copyOf(findings);
    }

    /** Holds a check against a history and its ending. */
    public static Judgement of(Check check, History history, Ending ending) {
        Notes notes = new Notes();
        check.judge(history, ending, notes);
        return new Judgement(
                check.promise(), check.things(), notes.howManyLooked(), notes.howManyFound(), notes.findings());
    }

    /** A check that looked at nothing has shown nothing. */
    public boolean holds() {
        return looked > 0 && found == 0;
    }
}
