package waybill.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import waybill.torture.faults.Fault;

class MainTest {
    @TempDir
    private Path folder = Path.of("");

    private record Said(int code, String output, String error) {}

    private static Said run(String... words) {
        StringWriter output = new StringWriter();
        StringWriter error = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(output));
        line.setErr(new PrintWriter(error));
        int code = line.execute(words);
        return new Said(code, output.toString(), error.toString());
    }

    @Test
    void help_names_every_fault_and_what_it_does() {
        Said said = run("--help");
        assertThat(said.code()).isZero();
        String words = said.output().replaceAll("\\s+", " ");
        for (Fault fault : Fault.values()) {
            assertThat(words).contains(fault.word()).contains(fault.what());
        }
    }

    @Test
    void a_wrong_option_is_told_in_one_line_and_ends_with_2() {
        for (String wrong : new String[] {
            "--minutes=0",
            "--minutes=-1",
            "--rate=0",
            "--faults=earthquake",
            "--faults=none,kill",
            "--minutes=many",
            "--no"
        }) {
            Said said = run(wrong);
            assertThat(said.code()).as(wrong).isEqualTo(2);
            assertThat(said.error().strip().lines()).as(wrong).hasSize(1);
        }
    }

    @Test
    void an_unknown_fault_is_answered_with_those_there_are() {
        assertThat(run("--faults=kill,earthquake").error())
                .contains("There is no fault earthquake")
                .contains("kill")
                .contains("lost-answers");
    }

    @Test
    void without_the_built_program_nothing_is_started() {
        Said said =
                run("--home", folder.toString(), "--report", folder.resolve("r").toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.error()).contains("build Waybill first");
    }
}
