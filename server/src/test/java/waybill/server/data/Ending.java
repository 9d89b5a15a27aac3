package waybill.server.data;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import waybill.server.Main;

/** How a command ended, and what it said on both ways. */
record Ending(int code, List<String> said, String complained) {
    /** Runs the command line with these words. */
    static Ending of(String... words) {
        StringWriter said = new StringWriter();
        StringWriter complained = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(complained, true))
                .execute(words);
        return new Ending(
                code, said.toString().lines().toList(), complained.toString().strip());
    }
}
