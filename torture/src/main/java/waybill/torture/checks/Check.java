package waybill.torture.checks;

import waybill.torture.ending.Ending;
import waybill.torture.history.History;

/** One promise, held against what clients were told and what is there in the end. */
public interface Check {
    /** The promise, in a sentence. */
    String promise();

    /** What is counted when it is looked at: orders, keys, answers. */
    String things();

    /** Looks at everything there is to look at. */
    void judge(History history, Ending ending, Notes notes);
}
