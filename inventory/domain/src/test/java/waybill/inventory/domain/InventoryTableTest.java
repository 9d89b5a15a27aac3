package waybill.inventory.domain;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static waybill.inventory.domain.InventoryExamples.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waybill.kernel.Decision;
import waybill.kernel.Decision.Accepted;
import waybill.kernel.Decision.AlreadySo;
import waybill.kernel.Decision.Refused;
import waybill.kernel.ProductId;

/** Every state of a reservation answers every command; the reference page is what the decider says. */
class InventoryTableTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "reference", "reservation-states.md");
    private static final Map<ProductId, StockLevel> ENOUGH =
            Map.of(SHIRT, level(SHIRT, 100, 10, 10), MUG, level(MUG, 100, 10, 10));
    private static final Map<ProductId, StockLevel> TOO_LITTLE =
            Map.of(SHIRT, level(SHIRT, 20, 10, 10), MUG, level(MUG, 20, 10, 10));

    /** A command on attempt 1, and the levels it finds. */
    private record Column(InventoryCommand.OfOrder command, Map<ProductId, StockLevel> levels) {}

    private final InventoryDecider decider = new InventoryDecider();
    private final Map<String, Reservations> rows = rows();
    private final Map<String, Column> columns = columns();

    private static Map<String, Reservations> rows() {
        Map<String, Reservations> rows = new LinkedHashMap<>();
        rows.put("nothing", fold());
        rows.put("HELD", fold(reserved()));
        rows.put("COMMITTED", fold(reserved(), committed()));
        rows.put("RELEASED", fold(reserved(), released()));
        rows.put("RELEASED, a tombstone, and attempt 2 is HELD", fold(reservedAgain(), tombstone(1)));
        rows.put("EXPIRED", fold(reserved(), expired()));
        rows.put("REJECTED", fold(rejected(1, new Shortage(SHIRT, 2, 1))));
        rows.put("nothing, but the order is released", fold(tombstone(InventoryEvent.EVERY_ATTEMPT)));
        rows.put("nothing, but attempt 2 is HELD", fold(reservedAgain()));
        return rows;
    }

    private static Map<String, Column> columns() {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("HoldForOrder", new Column(hold(), ENOUGH));
        columns.put("HoldForOrder, too little", new Column(hold(), TOO_LITTLE));
        columns.put("Reserve, same lines", new Column(reserve(of(SHIRT, 2), of(MUG, 1)), ENOUGH));
        columns.put("Reserve, other lines", new Column(reserve(of(SHIRT, 1)), ENOUGH));
        columns.put("Reserve, too little", new Column(reserve(of(SHIRT, 11)), TOO_LITTLE));
        columns.put("Commit", new Column(commit(1), ENOUGH));
        columns.put("Release", new Column(release(1), ENOUGH));
        columns.put("Expire, too early", new Column(expire(1, AT), ENOUGH));
        columns.put("Expire, in time", new Column(expire(1, EXPIRES), ENOUGH));
        return columns;
    }

    @Test
    void every_status_has_a_row_and_every_command_a_column() {
        Set<ReservationStatus> statuses = new LinkedHashSet<>();
        Set<Class<?>> states = new LinkedHashSet<>();
        for (Reservations row : rows.values()) {
            row.list().forEach(reservation -> statuses.add(reservation.status()));
            row.list().forEach(reservation -> states.add(reservation.getClass()));
        }
        Set<Class<?>> commands = new LinkedHashSet<>();
        columns.values().forEach(column -> commands.add(column.command().getClass()));
        assertThat(statuses).containsExactlyInAnyOrder(ReservationStatus.values());
        assertThat(states).containsExactlyInAnyOrder(Reservation.class.getPermittedSubclasses());
        assertThat(commands).containsExactlyInAnyOrder(InventoryCommand.OfOrder.class.getPermittedSubclasses());
    }

    @Test
    void every_state_answers_every_command_and_only_says_yes_where_the_fold_can_follow() {
        rows.forEach((_, row) ->
                columns.forEach((_, column) -> assertThat(cell(row, column)).isNotBlank()));
    }

    @Test
    void the_reference_page_is_what_the_decider_says() throws IOException {
        if (Boolean.getBoolean("update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE).as("rewrite it with -Dupdate=true").content().isEqualTo(page());
    }

    private String page() {
        return """
                # What can happen to a reservation

                A reservation belongs to one attempt of one order and holds all its lines or none. Generated from the decider
                by `InventoryTableTest`; rewrite it with `-Dupdate=true`.

                ```mermaid
                stateDiagram-v2
                %s```

                Each row is what is known of attempt 1, each column a command that comes then. *Already so* changes nothing
                and gives its reason; a refusal changes nothing and is answered with its problem. `Reserve` is a person's and
                means the latest attempt; `HoldForOrder` is the saga's and is never refused. A reservation may be committed
                past its time as long as it has not expired; once committed it no longer expires.

                %s""".formatted(diagram(), table());
    }

    private String table() {
        StringBuilder table = new StringBuilder("| Attempt 1 is | ")
                .append(String.join(" | ", columns.keySet()))
                .append(" |\n|---")
                .append("|---".repeat(columns.size()))
                .append("|\n");
        rows.forEach((name, row) -> table.append("| ")
                .append(name)
                .append(" | ")
                .append(columns.values().stream()
                        .map(column -> cell(row, column))
                        .collect(joining(" | ")))
                .append(" |\n"));
        return table.toString();
    }

    private String cell(Reservations row, Column column) {
        return switch (decide(row, column)) {
            case Accepted<InventoryEvent, InventoryRefusal>(var events) ->
                events.getFirst().getClass().getSimpleName() + " → " + status(after(row, column, events));
            case AlreadySo<InventoryEvent, InventoryRefusal>(var reason) -> "already so: " + reason;
            case Refused<InventoryEvent, InventoryRefusal>(var reason) ->
                "refused: " + reason.getClass().getSimpleName();
        };
    }

    /** The arrows of the table, once each: who brings attempt 1 from where to where. */
    private String diagram() {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        for (Reservations row : rows.values()) {
            for (Column column : columns.values()) {
                if (decide(row, column) instanceof Accepted<InventoryEvent, InventoryRefusal>(var events)) {
                    String arrow = state(row, "[*]") + " --> " + state(after(row, column, events), "RELEASED");
                    arrows.computeIfAbsent(arrow, _ -> new LinkedHashSet<>())
                            .add(column.command().getClass().getSimpleName());
                }
            }
        }
        return arrows.entrySet().stream()
                .map(arrow -> "    " + arrow.getKey() + " : " + String.join(", ", arrow.getValue()) + "\n")
                .collect(joining());
    }

    private Decision<InventoryEvent, InventoryRefusal> decide(Reservations row, Column column) {
        return decider.decide(new Warehouse(row, column.levels()), column.command());
    }

    private Reservations after(Reservations row, Column column, List<InventoryEvent> events) {
        Warehouse warehouse = new Warehouse(row, column.levels());
        for (InventoryEvent event : events) {
            warehouse = decider.evolve(warehouse, event);
        }
        return warehouse.reservations();
    }

    private static String status(Reservations reservations) {
        return state(reservations, "RELEASED, for every attempt");
    }

    private static String state(Reservations reservations, String withoutAttempt) {
        return reservations.attempt(1).map(known -> known.status().name()).orElse(withoutAttempt);
    }

    private static Reservations fold(InventoryEvent... events) {
        return new InventoryDecider().fold(List.of(events)).reservations();
    }
}
