package waybill.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.domain.PaymentExamples.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.kernel.Decision;
import waybill.kernel.TransactionId;
import waybill.payment.domain.TransactionTable.Move;
import waybill.payment.domain.TransactionTable.News;

/** The table of what news does to a transaction: the code obeys it, and the documentation prints it. */
class PaymentTableTest {
    private static final PaymentDecider DECIDER = new PaymentDecider();
    private static final Path PAGE = repository().resolve("docs/reference/payment-states.md");

    @Test
    void the_decider_does_what_every_cell_says() {
        for (TransactionStatus known : TransactionStatus.values()) {
            for (News news : News.values()) {
                assertObeyed(Kind.AUTHORIZE, authorization(known), CHARGE, news);
                if (known != TransactionStatus.DECLINED) {
                    assertObeyed(Kind.VOID, reversal(known), RETURN, news);
                }
            }
        }
    }

    @Test
    void a_void_is_never_declined_for_good() {
        for (TransactionStatus known : TransactionStatus.values()) {
            for (News news : News.values()) {
                assertThat(TransactionTable.cell(Kind.VOID, known, news))
                        .isNotEqualTo(new Move.To(TransactionStatus.DECLINED));
            }
        }
    }

    @Test
    void the_documentation_prints_this_table() throws IOException {
        String page = page();
        if (Boolean.getBoolean("update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("-Dupdate=true rewrites the page").hasContent(page);
    }

    private static void assertObeyed(Kind kind, List<PaymentEvent> history, TransactionId id, News news) {
        Payments before = DECIDER.fold(history);
        TransactionStatus known = before.transaction(id).orElseThrow().status();
        Decision<PaymentEvent, PaymentRefusal> decision =
                DECIDER.decide(before, note(id, outcome(news), AT.plusSeconds(3600)));
        String where = kind + " " + known + " " + news;
        switch (TransactionTable.cell(kind, known, news)) {
            case Move.To(var next) ->
                assertThat(statusAfter(before, decision, id)).as(where).isEqualTo(next);
            case Move.CheckAgain _ ->
                assertThat(statusAfter(before, decision, id)).as(where).isEqualTo(TransactionStatus.UNKNOWN);
            case Move.Ignore(var reason) ->
                assertThat(decision).as(where).isEqualTo(Decision.alreadySo("transaction " + id + ": " + reason));
        }
    }

    private static TransactionStatus statusAfter(
            Payments before, Decision<PaymentEvent, PaymentRefusal> decision, TransactionId id) {
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        Payments now = before;
        if (decision instanceof Decision.Accepted<PaymentEvent, PaymentRefusal>(var events)) {
            for (PaymentEvent event : events) {
                now = DECIDER.evolve(now, event);
            }
        }
        return now.transaction(id).orElseThrow().status();
    }

    private static Outcome outcome(News news) {
        return switch (news) {
            case SUCCEEDED -> ok();
            case DECLINED -> no();
            case NOT_SENT -> unsent();
            case UNKNOWN -> silence();
        };
    }

    private static List<PaymentEvent> authorization(TransactionStatus known) {
        List<PaymentEvent> history = new ArrayList<>(List.of(initiated()));
        switch (known) {
            case INITIATED -> {}
            case SUCCEEDED -> history.add(authorized());
            case DECLINED -> history.add(declined());
            case ERRORED -> history.add(failed());
            case UNKNOWN -> history.add(unknown());
            case MANUAL_REVIEW -> history.addAll(List.of(unknown(), review(CHARGE, "CHECKS_USED_UP", AT)));
        }
        return history;
    }

    private static List<PaymentEvent> reversal(TransactionStatus known) {
        List<PaymentEvent> history = new ArrayList<>(List.of(initiated(), authorized(), voiding(RETURN)));
        switch (known) {
            case INITIATED -> {}
            case SUCCEEDED -> history.add(voided(RETURN));
            case DECLINED -> throw new IllegalArgumentException("a void is never declined for good");
            case ERRORED -> history.add(voidFailed(RETURN, CheckSchedule.FIRST_CHECK_AFTER));
            case UNKNOWN -> history.add(voidUnknown());
            case MANUAL_REVIEW -> history.add(review(RETURN, "ALREADY_CAPTURED", AT));
        }
        return history;
    }

    private static String page() {
        return """
                # What the gateway's answers do to a transaction

                Generated from the table that the decider obeys; `PaymentTableTest` fails when this page is stale.
                Rewrite it with
                `mvn test -pl payment/domain -am -Dtest=PaymentTableTest -Dsurefire.failIfNoSpecifiedTests=false \
                -Dupdate=true`.

                Rows are what is known so far, columns what is heard. An arrow is recorded as an event; a dash changes
                nothing, and the reason is recorded. A gateway that does not know our key counts as NOT_SENT once the
                transaction is %d s old, as UNKNOWN before.

                ## Authorization

                %s
                ```mermaid
                %s```

                ## Void

                %s
                ```mermaid
                %s```

                *check again*: the next question to the gateway is scheduled after 5 s, 30 s, 5 min, 1 h, then daily for
                a week; then the transaction is MANUAL_REVIEW. A void that was NOT_SENT begins again with a new key.
                """.formatted(
                        CheckSchedule.CALL_SETTLED_AFTER.toSeconds(),
                        table(Kind.AUTHORIZE),
                        diagram(Kind.AUTHORIZE),
                        table(Kind.VOID),
                        diagram(Kind.VOID));
    }

    private static String table(Kind kind) {
        StringBuilder table = new StringBuilder("| Known \\ heard |");
        for (News news : News.values()) {
            table.append(' ').append(news).append(" |");
        }
        table.append("\n|---|---|---|---|---|\n");
        for (TransactionStatus known : reachable(kind)) {
            table.append("| ").append(known).append(" |");
            for (News news : News.values()) {
                table.append(' ')
                        .append(words(TransactionTable.cell(kind, known, news)))
                        .append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static String words(Move move) {
        return switch (move) {
            case Move.To(var next) -> "→ " + next;
            case Move.CheckAgain _ -> "check again";
            case Move.Ignore(var reason) -> "– " + reason;
        };
    }

    private static String diagram(Kind kind) {
        Set<String> arrows = new TreeSet<>();
        for (TransactionStatus known : reachable(kind)) {
            for (News news : News.values()) {
                switch (TransactionTable.cell(kind, known, news)) {
                    case Move.To(var next) -> arrows.add("    " + known + " --> " + next + ": " + news);
                    case Move.CheckAgain _ -> {
                        arrows.add("    " + known + " --> " + known + ": asked again");
                        arrows.add("    " + known + " --> MANUAL_REVIEW: asked for a week");
                    }
                    case Move.Ignore _ -> {}
                }
            }
        }
        return "stateDiagram-v2\n    [*] --> INITIATED\n" + String.join("\n", arrows) + "\n";
    }

    /** The states in the order of the enum, without what this kind never comes to. */
    private static List<TransactionStatus> reachable(Kind kind) {
        List<TransactionStatus> all = new ArrayList<>(List.of(TransactionStatus.values()));
        if (kind == Kind.VOID) {
            all.remove(TransactionStatus.DECLINED);
        }
        return all;
    }

    private static Path repository() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("kernel/pom.xml")))
                .findFirst()
                .orElseThrow();
    }
}
