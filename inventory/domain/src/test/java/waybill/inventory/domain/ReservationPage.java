package waybill.inventory.domain;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waybill.inventory.domain.ReservationTable.Move;
import waybill.inventory.domain.ReservationTable.Trigger;

/** The reference page, written from the table. */
final class ReservationPage {
    private static final Set<Standing> NOTHING_YET = Set.of(Standing.UNHEARD, Standing.NEXT, Standing.MISSED);

    private ReservationPage() {}

    /** Some triggers say already how it stands, and a person always means the latest attempt. */
    static boolean canArise(Standing standing, Trigger trigger) {
        return switch (trigger) {
            case ANSWER_OTHER_GOODS, RESERVE_SAME_GOODS, EXPIRE_EARLY -> standing == Standing.HELD;
            case CONSUME_AGAIN ->
                Set.of(Standing.PARTLY_CONSUMED, Standing.CONSUMED, Standing.CLOSED)
                        .contains(standing);
            case RESERVE ->
                !Set.of(Standing.NEXT, Standing.MISSED, Standing.OUTLIVED).contains(standing);
            case HOLD, ANSWER, COMMIT, CONSUME, RELEASE, EXPIRE, CLOSE -> true;
        };
    }

    static String text() {
        return """
                # What can happen to a reservation

                A reservation belongs to one attempt of one order and holds all its lines or none. Generated from the table that
                the decider obeys; `ReservationPageTest` fails when this page is stale. Rewrite it with
                `mvn test -pl inventory/domain -am -Dtest=ReservationPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dupdate=true`.

                ```mermaid
                stateDiagram-v2
                %s```

                Partly shipped is `COMMITTED` in the API. Besides what is drawn, *close* ends everything: whatever any attempt of the
                order still promises is given back, and every later hold is refused.

                Rows are how the attempt stands, columns what is asked. An arrow is recorded as events; *again* is recorded and
                announced once more, and changes nothing; a dash changes nothing, and the reason is recorded; an empty cell cannot
                arise. A person reserves and releases the latest attempt; a hold is the saga's and is never refused.

                %s
                * **Hold**: a new attempt first gives back what older attempts of the order hold, never what they have committed.
                * **Answer**: the order asks how its attempt stands, because it waits for the answer or knows that the hold expired.
                * **Commit**: a hold past its time is committed as long as it has not expired. What has expired is held again and
                  committed in one decision; if the stock is gone, the order hears `inventory.rejected.v1`.
                * **Ship**: each shipment leaves once, and never more than is committed. What was let go by the time its shipment is
                  heard of has left all the same: it is taken from what is available. If that is too little, because it is
                  promised to others by now, the news of the shipment is parked until goods come in.
                * **Release** of what is partly shipped gives back the rest. A release that comes before its hold is remembered.
                * **Close** is answered each time, also when it is repeated.
                """.formatted(diagram(), table());
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| Attempt | ")
                .append(Arrays.stream(Trigger.values())
                        .map(ReservationPage::asked)
                        .collect(joining(" | ")))
                .append(" |\n|---")
                .append("|---".repeat(Trigger.values().length))
                .append("|\n");
        for (Standing standing : Standing.values()) {
            table.append("| ")
                    .append(name(standing))
                    .append(" | ")
                    .append(Arrays.stream(Trigger.values())
                            .map(trigger -> cell(standing, trigger))
                            .collect(joining(" | ")))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String cell(Standing standing, Trigger trigger) {
        if (!canArise(standing, trigger)) {
            return " ";
        }
        return switch (ReservationTable.cell(standing, trigger)) {
            case Move.GoTo(var standings, var unless) ->
                "→ " + standings.stream().map(ReservationPage::name).collect(joining(" or ")) + orRefused(unless);
            case Move.Stay _ -> "again";
            case Move.Ignore(String reason) -> "– " + reason;
            case Move.Refuse(var denial) -> "refused: " + denial.refusal().getSimpleName();
        };
    }

    private static String orRefused(List<ReservationTable.Denial> unless) {
        return unless.stream()
                .map(denial -> ", or refused: " + denial.refusal().getSimpleName())
                .collect(joining());
    }

    /** The arrows of the table, once each. */
    private static String diagram() {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        for (Standing standing : Standing.values()) {
            for (Trigger trigger : Trigger.values()) {
                if (trigger != Trigger.CLOSE
                        && canArise(standing, trigger)
                        && ReservationTable.cell(standing, trigger) instanceof Move.GoTo(var standings, var _)) {
                    standings.forEach(next -> arrows.computeIfAbsent(
                                    node(standing) + " --> " + node(next), _ -> new LinkedHashSet<>())
                            .add(asked(trigger)));
                }
            }
        }
        return arrows.entrySet().stream()
                .map(arrow -> "    " + arrow.getKey() + " : " + String.join(", ", arrow.getValue()) + "\n")
                .collect(joining());
    }

    private static String node(Standing standing) {
        return NOTHING_YET.contains(standing) ? "[*]" : standing == Standing.TOMBSTONE ? "RELEASED" : standing.name();
    }

    private static String name(Standing standing) {
        return switch (standing) {
            case UNHEARD -> "order unknown";
            case NEXT -> "new";
            case MISSED -> "never heard of, a later one has begun";
            case PARTLY_CONSUMED -> "COMMITTED, partly shipped";
            case TOMBSTONE -> "RELEASED in advance";
            case OUTLIVED -> "EXPIRED, a later one has begun";
            case CLOSED -> "order closed";
            case HELD, COMMITTED, CONSUMED, RELEASED, EXPIRED, REJECTED -> standing.name();
        };
    }

    private static String asked(Trigger trigger) {
        return switch (trigger) {
            case HOLD -> "hold";
            case ANSWER -> "answer";
            case ANSWER_OTHER_GOODS -> "answer (it holds other goods)";
            case RESERVE -> "reserve by hand";
            case RESERVE_SAME_GOODS -> "reserve by hand (the same goods)";
            case COMMIT -> "commit";
            case CONSUME -> "ship";
            case CONSUME_AGAIN -> "ship (heard before)";
            case RELEASE -> "release";
            case EXPIRE -> "expire";
            case EXPIRE_EARLY -> "expire (too early)";
            case CLOSE -> "close";
        };
    }
}
