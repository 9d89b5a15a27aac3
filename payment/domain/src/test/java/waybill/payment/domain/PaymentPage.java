package waybill.payment.domain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import waybill.payment.domain.PaymentTable.Part;
import waybill.payment.domain.PaymentTable.Rest;
import waybill.payment.domain.rules.BeginTable;
import waybill.payment.domain.rules.TransactionTable;
import waybill.payment.domain.rules.TransactionTable.Move;
import waybill.payment.domain.rules.TransactionTable.News;

/** Prints the tables that the payments obey as the page {@code docs/reference/payment-states.md}. */
final class PaymentPage {
    private PaymentPage() {}

    static String page() {
        StringBuilder kinds = new StringBuilder();
        for (Kind kind : Kind.values()) {
            kinds.append("## %s\n\n%s\n```mermaid\n%s```\n\n".formatted(title(kind), table(kind), diagram(kind)));
        }
        return """
                # How payments and their transactions go on

                Generated from the tables that the decider obeys; `PaymentTableTest` fails when this page is stale.
                Rewrite it with
                `mvn test -pl payment/domain -am -Dtest=PaymentTableTest -Dsurefire.failIfNoSpecifiedTests=false \
                -Dupdate=true`.

                A payment is one authorization and what follows it. Each transaction is committed with its key before
                the gateway is called. In the tables of the transactions, rows are what is known so far, columns what is
                heard. An arrow is recorded as an event; a dash changes nothing, and the reason is recorded. A gateway
                that does not know our key counts as NOT_SENT once the transaction is %d s old, as UNKNOWN before.

                *check again*: the next question to the gateway is scheduled after 5 s, 30 s, 5 min, 1 h, then daily for
                a week; then the transaction is MANUAL_REVIEW. A void that was NOT_SENT begins again with a new key, and
                so does a refund of money that must go back. What comes out of UNKNOWN is told as resolved first.

                %s## What may begin beside what

                Rows are what is wanted, columns what has begun before of the same payment and is not settled. *go*: it
                does not matter; *counts*: its amount counts as moved; *wait*: refused as `transaction-unresolved`;
                *same*: nothing to do, it is being done.

                %s
                ## The payment

                Derived from what its transactions have done.

                %s
                ```mermaid
                %s```
                """.formatted(
                        CheckSchedule.CALL_SETTLED_AFTER.toSeconds(), kinds, beginnings(), payment(), paymentDiagram());
    }

    private static String title(Kind kind) {
        return switch (kind) {
            case AUTHORIZE -> "Authorization";
            case CAPTURE -> "Capture";
            case VOID -> "Void";
            case REFUND -> "Refund";
        };
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

    private static String beginnings() {
        List<TransactionStatus> open =
                List.of(TransactionStatus.INITIATED, TransactionStatus.UNKNOWN, TransactionStatus.MANUAL_REVIEW);
        StringBuilder table = new StringBuilder("| Wanted \\ before |");
        StringBuilder line = new StringBuilder("\n|---|");
        for (Kind other : Kind.values()) {
            for (TransactionStatus known : open) {
                table.append(' ').append(other).append(' ').append(known).append(" |");
                line.append("---|");
            }
        }
        table.append(line).append('\n');
        for (Kind wanted : Kind.values()) {
            table.append("| ").append(wanted).append(" |");
            for (Kind other : Kind.values()) {
                for (TransactionStatus known : open) {
                    table.append(' ')
                            .append(word(BeginTable.cell(wanted, other, known)))
                            .append(" |");
                }
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static String word(BeginTable.Rule rule) {
        return rule.name().toLowerCase(Locale.ROOT);
    }

    private static String payment() {
        StringBuilder table = new StringBuilder(
                "| Authorization | Captured | Refunded | The rest is | Payment |\n|---|---|---|---|---|\n");
        for (TransactionStatus authorization : TransactionStatus.values()) {
            if (authorization != TransactionStatus.SUCCEEDED) {
                table.append("| %s | NONE | NONE | any | %s |\n"
                        .formatted(authorization, PaymentTable.cell(authorization, Part.NONE, Part.NONE, Rest.OPEN)));
            }
        }
        for (Part captured : Part.values()) {
            for (Part refunded : captured == Part.NONE ? List.of(Part.NONE) : List.of(Part.values())) {
                for (Rest rest : Rest.values()) {
                    table.append("| SUCCEEDED | %s | %s | %s | %s |\n"
                            .formatted(captured, refunded, rest, status(captured, refunded, rest)));
                }
            }
        }
        return table.toString();
    }

    private static PaymentStatus status(Part captured, Part refunded, Rest rest) {
        return PaymentTable.cell(TransactionStatus.SUCCEEDED, captured, refunded, rest);
    }

    /** Every status that a combination of facts stands for. */
    static Set<PaymentStatus> statuses() {
        Set<PaymentStatus> found = EnumSet.noneOf(PaymentStatus.class);
        for (TransactionStatus authorization : TransactionStatus.values()) {
            for (Part captured : Part.values()) {
                for (Part refunded : Part.values()) {
                    for (Rest rest : Rest.values()) {
                        found.add(PaymentTable.cell(authorization, captured, refunded, rest));
                    }
                }
            }
        }
        return found;
    }

    /** What an honest gateway makes of payments, seen in the walks. */
    private static String paymentDiagram() {
        Set<String> arrows = new TreeSet<>();
        PaymentWalk.everyStep(
                PaymentWalk::honest,
                (step, _) -> step.forEachEvent((was, event) -> {
                    Payments now = PaymentHistory.after(was, event);
                    for (Payment after : now.all()) {
                        PaymentStatus before =
                                was.payment(after.id()).map(Payment::status).orElse(PaymentStatus.CREATED);
                        if (before != after.status()) {
                            arrows.add("    " + before + " --> " + after.status() + ": "
                                    + event.getClass().getSimpleName());
                        }
                    }
                }));
        return "stateDiagram-v2\n    [*] --> CREATED\n" + String.join("\n", arrows) + "\n";
    }
}
