package waybill.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.domain.PaymentExamples.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.kernel.Decision;
import waybill.kernel.TransactionId;
import waybill.payment.domain.rules.BeginTable;
import waybill.payment.domain.rules.TransactionTable;
import waybill.payment.domain.rules.TransactionTable.Move;
import waybill.payment.domain.rules.TransactionTable.News;

/** The table of what news does to a transaction: the code obeys it, and the documentation prints it. */
class PaymentTableTest {
    private static final PaymentDecider DECIDER = new PaymentDecider();
    private static final Path PAGE = repository().resolve("docs/reference/payment-states.md");

    @Test
    void the_decider_does_what_every_cell_says() {
        for (TransactionStatus known : TransactionStatus.values()) {
            for (News news : News.values()) {
                assertObeyed(Kind.AUTHORIZE, authorization(known), CHARGE, news);
                assertObeyed(Kind.CAPTURE, capture(known), TAKE, news);
                assertObeyed(Kind.REFUND, refund(known), REPAY, news);
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
        String page = PaymentPage.page();
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

    private static List<PaymentEvent> capture(TransactionStatus known) {
        List<PaymentEvent> history = new ArrayList<>(List.of(initiated(), authorized(), taking(TAKE, AMOUNT, true)));
        switch (known) {
            case INITIATED -> {}
            case SUCCEEDED -> history.add(taken(TAKE, AMOUNT));
            case DECLINED -> history.add(notTaken(TAKE, AMOUNT));
            case ERRORED -> history.add(takeFailed(TAKE, AMOUNT));
            case UNKNOWN -> history.add(takeUnknown(TAKE));
            case MANUAL_REVIEW -> history.addAll(List.of(takeUnknown(TAKE), review(TAKE, "CHECKS_USED_UP", AT)));
        }
        return history;
    }

    private static List<PaymentEvent> refund(TransactionStatus known) {
        List<PaymentEvent> history = capture(TransactionStatus.SUCCEEDED);
        history.add(repaying(REPAY, AMOUNT, WRONG_SIZE));
        switch (known) {
            case INITIATED -> {}
            case SUCCEEDED -> history.add(repaid(REPAY, AMOUNT));
            case DECLINED -> history.add(notRepaid(REPAY, AMOUNT));
            case ERRORED -> history.add(repayFailed(REPAY, AMOUNT, null));
            case UNKNOWN -> history.add(repayUnknown(REPAY));
            case MANUAL_REVIEW -> history.addAll(List.of(repayUnknown(REPAY), review(REPAY, "CHECKS_USED_UP", AT)));
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

    @Test
    void every_status_of_a_payment_is_met_and_is_the_one_that_the_table_says() {
        Set<PaymentStatus> met = EnumSet.noneOf(PaymentStatus.class);
        PaymentWalk.everyStep(
                PaymentWalk::honest, (step, _) -> step.after().all().forEach(payment -> met.add(payment.status())));
        assertThat(met).containsExactlyInAnyOrder(PaymentStatus.values());
        assertThat(PaymentPage.statuses()).containsExactlyInAnyOrder(PaymentStatus.values());
    }

    @Test
    void a_capture_and_a_void_never_run_beside_each_other_and_no_kind_beside_an_unknown_one_of_its_own() {
        for (TransactionStatus open :
                List.of(TransactionStatus.INITIATED, TransactionStatus.UNKNOWN, TransactionStatus.MANUAL_REVIEW)) {
            assertThat(BeginTable.cell(Kind.CAPTURE, Kind.VOID, open)).isEqualTo(BeginTable.Rule.WAIT);
            assertThat(BeginTable.cell(Kind.VOID, Kind.CAPTURE, open)).isEqualTo(BeginTable.Rule.WAIT);
        }
        for (Kind kind : Kind.values()) {
            assertThat(BeginTable.cell(kind, kind, TransactionStatus.UNKNOWN))
                    .isIn(BeginTable.Rule.WAIT, BeginTable.Rule.SAME);
        }
    }

    private static Path repository() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("kernel/pom.xml")))
                .findFirst()
                .orElseThrow();
    }
}
