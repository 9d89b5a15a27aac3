package waybill.torture.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    private static final Request PLACE = new Request(7, Kind.PLACE, "k-7", "", "{\"a\":\"ü\"}", "wait=6");
    private static final Request SHIP = new Request(8, Kind.FULFILL, "k-8", "ord_1", "{}", "");
    private static final Answer PLACED =
            new Answer(Outcome.OK, 201, "", true, "ord_1", "CONFIRMED", 5, List.of(0, 2), "abcd");
    private static final Answer REFUSED =
            new Answer(Outcome.FAIL, 409, "illegal-transition", false, "", "", 0, List.of(), "ef");

    @TempDir
    private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("history.jsonl");
    }

    @Test
    void what_was_written_is_read_again() {
        try (HistoryFile history = new HistoryFile(file())) {
            history.invoked(PLACE, 1);
            history.noted("kill: waybill");
            history.answered(PLACE, 1, Answer.none("reset"));
            history.invoked(SHIP, 1);
            history.invoked(PLACE, 2);
            history.answered(SHIP, 1, REFUSED);
            history.answered(PLACE, 2, PLACED);
        }
        History read = HistoryReader.read(file());
        assertThat(read.attempts()).extracting(Attempt::request).containsExactly(PLACE, SHIP, PLACE);
        assertThat(read.attempts()).extracting(Attempt::answer).containsExactly(Answer.none("reset"), REFUSED, PLACED);
        assertThat(read.attempts())
                .allMatch(attempt -> attempt.sentAt() <= attempt.heardAt() && attempt.heardAt() < Long.MAX_VALUE);
        assertThat(read.operations()).isEqualTo(2);
        assertThat(read.byKey(Kind.PLACE).get("k-7")).hasSize(2);
    }

    @Test
    void a_request_is_on_disk_before_its_answer_and_without_the_file_being_closed() throws IOException {
        try (HistoryFile history = new HistoryFile(file())) {
            history.invoked(PLACE, 1);
            assertThat(Files.readString(file()))
                    .contains("\"invoke\"")
                    .contains("k-7")
                    .endsWith("\n");
            Attempt unheard = HistoryReader.read(file()).attempts().getFirst();
            assertThat(unheard.answer().outcome()).isEqualTo(Outcome.INFO);
            assertThat(unheard.heardAt()).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void half_a_line_at_the_end_is_left_aside() throws IOException {
        try (HistoryFile history = new HistoryFile(file())) {
            history.invoked(PLACE, 1);
            history.answered(PLACE, 1, PLACED);
        }
        Files.writeString(file(), "{\"e\":\"invoke\",\"t\":12,\"op", StandardOpenOption.APPEND);
        assertThat(HistoryReader.read(file()).attempts()).hasSize(1);
    }
}
