package waybill.torture.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import waybill.torture.checks.Judgement;
import waybill.torture.ending.Ending;
import waybill.torture.ending.Order;
import waybill.torture.faults.Fault;
import waybill.torture.faults.Injected;
import waybill.torture.history.History;

class VerdictTest {
    private static final String CLEAN = IntStream.rangeClosed(1, 11)
                    .mapToObj(law -> "I" + law + "   some law   1,204 looked at  OK\n")
                    .collect(Collectors.joining())
            + """
            order     shard 0          2,010 events          512 commits  %1$s  OK
            inventory shard 0          2,010 events          512 commits  %1$s  OK
            payment   shard 0          2,010 events          512 commits  %1$s  OK
            All 6,030 events are what was written; looked at in 0.6 seconds.
            """.formatted("ab".repeat(32));

    private static final Judgement HOLDS = new Judgement("orders exist", "orders", 12, 0, List.of());
    private static final Injected KILLED =
            new Injected(Fault.KILL, Duration.ofSeconds(65), Duration.ofSeconds(3), "kill -9 of waybill");

    private static Verdict verdict(
            List<Judgement> judgements, List<Injected> injected, List<String> trouble, Audit audit) {
        Verdict.Run run = new Verdict.Run(
                "One process",
                "abc123",
                7,
                Duration.ofMinutes(3),
                40,
                List.of(Fault.KILL),
                Duration.ofSeconds(245),
                0,
                2);
        Order order = new Order("ord_a", "SHIPPED", "ada", "k", 1, 1, "", List.of(), List.of(), List.of());
        Ending ending = new Ending(Map.of("ord_a", order), Map.of(), List.of(), List.of(), List.of());
        return new Verdict(run, new History(List.of()), ending, injected, trouble, judgements, audit);
    }

    @Test
    void a_run_without_objections_has_passed_and_the_page_says_what_was_done() {
        Verdict verdict = verdict(List.of(HOLDS), List.of(KILLED), List.of(), Audit.read(0, CLEAN));
        assertThat(verdict.passed()).isTrue();
        assertThat(TextPage.of(verdict))
                .contains("seed 7; 3 min of load and faults, 4 min 5 s in all; built from abc123")
                .contains("1 orders: 1 SHIPPED")
                .containsPattern("kill +1 x +at 1:05")
                .contains("ok      orders exist (12 orders)")
                .contains("I11   some law")
                .containsPattern("the chain of order +1 shards, 2,010 events, 512 commits +OK")
                .endsWith("PASSED\n");
        assertThat(TextPage.of(verdict).lines()).allMatch(line -> line.length() <= 160);
    }

    @Test
    void whatever_speaks_against_it_is_a_reason_to_fail() {
        Judgement found = new Judgement("orders exist", "orders", 12, 1, List.of("ord_b is not there"));
        Judgement nothing = new Judgement("orders exist", "orders", 0, 0, List.of());
        Audit clean = Audit.read(0, CLEAN);
        assertThat(TextPage.of(verdict(List.of(found), List.of(KILLED), List.of(), clean)))
                .contains("1 FOUND orders exist (12 orders)")
                .contains("ord_b is not there")
                .endsWith("Not so: orders exist.\nFAILED\n");
        assertThat(verdict(List.of(nothing), List.of(KILLED), List.of(), clean).objections())
                .containsExactly("Nothing was looked at for: orders exist.");
        assertThat(verdict(List.of(HOLDS), List.of(), List.of(), clean).objections())
                .containsExactly("There was no time for the fault kill: give it more minutes.");
        assertThat(verdict(List.of(HOLDS), List.of(KILLED), List.of("It fell over."), clean)
                        .objections())
                .containsExactly("It fell over.");
        assertThat(verdict(List.of(HOLDS), List.of(KILLED), List.of(), Audit.read(1, CLEAN))
                        .objections())
                .containsExactly("The audit of the databases did not pass.");
    }

    @Test
    void an_audit_that_is_not_whole_does_not_hold() {
        assertThat(Audit.read(0, CLEAN).holds()).isTrue();
        assertThat(Audit.read(1, CLEAN).holds()).isFalse();
        assertThat(Audit.read(0, "").holds()).isFalse();
        assertThat(Audit.read(0, CLEAN.replaceFirst("I7.*\n", "")).holds()).isFalse();
        assertThat(Audit.read(0, CLEAN.replaceFirst("payment.*\n", "")).holds()).isFalse();
        assertThat(Audit.read(
                                0,
                                CLEAN + "In 2 orders something is still going on, or was within 3 seconds:"
                                        + " they were not judged.")
                        .holds())
                .isFalse();
    }

    @Test
    void the_same_is_there_for_programs() throws JsonProcessingException {
        Judgement found = new Judgement("orders exist", "orders", 12, 1, List.of("ord_b is not there"));
        JsonNode page = new ObjectMapper()
                .readTree(JsonPage.of(verdict(List.of(found), List.of(KILLED), List.of(), Audit.read(0, CLEAN))));
        assertThat(page.path("result").asText()).isEqualTo("FAILED");
        assertThat(page.path("seed").asLong()).isEqualTo(7);
        assertThat(page.at("/orders/SHIPPED").asInt()).isEqualTo(1);
        assertThat(page.at("/faults/0/fault").asText()).isEqualTo("kill");
        assertThat(page.at("/faults/0/atMillis").asLong()).isEqualTo(65_000);
        assertThat(page.at("/checks/0/findings/0").asText()).isEqualTo("ord_b is not there");
        assertThat(page.at("/audit/laws")).hasSize(11);
    }
}
