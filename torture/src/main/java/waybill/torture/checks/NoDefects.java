package waybill.torture.checks;

import waybill.torture.ending.Ending;
import waybill.torture.history.Attempt;
import waybill.torture.history.History;

/** Whatever fails around it, no process answers that it is wrong itself, and none refuses what is well-formed. */
final class NoDefects implements Check {
    private static final int OURS = 500;
    private static final int NOT_UNDERSTOOD = 400;

    @Override
    public String promise() {
        return "no answer is a defect (500 internal-error) or takes a good request for a bad one (400)";
    }

    @Override
    public String things() {
        return "answers";
    }

    @Override
    public void judge(History history, Ending ending, Notes notes) {
        for (Attempt attempt : history.attempts()) {
            int status = attempt.answer().status();
            if (status > 0) {
                boolean wrong = status == OURS && !attempt.answer().problem().equals("chaos-injected");
                notes.expect(
                        !wrong && status != NOT_UNDERSTOOD,
                        "%s %s was answered %d %s at %d µs"
                                .formatted(
                                        attempt.request().kind(),
                                        attempt.request().key(),
                                        status,
                                        attempt.answer().problem(),
                                        attempt.heardAt()));
            }
        }
    }
}
