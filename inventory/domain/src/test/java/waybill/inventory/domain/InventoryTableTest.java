package waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.inventory.domain.InventoryExamples.*;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.inventory.domain.InventoryCommand.AnswerAgain;
import waybill.inventory.domain.InventoryCommand.Close;
import waybill.inventory.domain.InventoryCommand.Commit;
import waybill.inventory.domain.InventoryCommand.Consume;
import waybill.inventory.domain.InventoryCommand.HoldForOrder;
import waybill.inventory.domain.InventoryCommand.OfOrder;
import waybill.inventory.domain.InventoryCommand.Release;
import waybill.inventory.domain.InventoryEvent.Restated;
import waybill.inventory.domain.InventoryEvent.StockReleased;
import waybill.inventory.domain.ReservationTable.Move;
import waybill.inventory.domain.ReservationTable.Trigger;
import waybill.kernel.Decision;
import waybill.kernel.Decision.Accepted;
import waybill.kernel.Decision.AlreadySo;
import waybill.kernel.Decision.Refused;
import waybill.kernel.ProductId;

/** Walks every way a reservation can stand through every command: the decider does what the table says. */
class InventoryTableTest {
    private static final Map<ProductId, StockLevel> ENOUGH =
            Map.of(SHIRT, level(SHIRT, 100, 10, 10), MUG, level(MUG, 100, 10, 10));
    private static final Map<ProductId, StockLevel> TOO_LITTLE =
            Map.of(SHIRT, level(SHIRT, 20, 10, 10), MUG, level(MUG, 20, 10, 10));

    /** An attempt that stands like this after these events. */
    private record Example(Standing standing, int attempt, Reservations known) {
        Example(Standing standing, int attempt, InventoryEvent... events) {
            this(standing, attempt, new InventoryDecider().fold(List.of(events)).reservations());
        }
    }

    private record Pair(Standing standing, Trigger trigger) {}

    /** What one command did. */
    private record Walked(
            Pair pair, Decision<InventoryEvent, InventoryRefusal> decision, Reservations before, Standing after) {}

    private final InventoryDecider decider = new InventoryDecider();

    private static List<Example> examples() {
        InventoryEvent partly = consumed(PARCEL, of(SHIRT, 1));
        InventoryEvent rest =
                new StockReleased(ORDER, 1, FIRST, List.of(of(SHIRT, 1), of(MUG, 1)), true, CANCELLED, LATER);
        return List.of(
                new Example(Standing.UNHEARD, 1),
                new Example(Standing.NEXT, 2, reserved(), released()),
                new Example(Standing.MISSED, 1, reservedAgain()),
                new Example(Standing.HELD, 1, reserved()),
                new Example(Standing.COMMITTED, 1, reserved(), committed()),
                new Example(Standing.PARTLY_CONSUMED, 1, reserved(), committed(), partly),
                new Example(Standing.CONSUMED, 1, reserved(), committed(), partly, rest),
                new Example(Standing.RELEASED, 1, reserved(), released()),
                new Example(Standing.TOMBSTONE, 2, reserved(), released(), tombstone(2)),
                new Example(Standing.EXPIRED, 1, reserved(), expired()),
                new Example(Standing.OUTLIVED, 1, reserved(), expired(), reservedAgain()),
                new Example(Standing.REJECTED, 1, rejected(1, new Shortage(SHIRT, 2, 1))),
                new Example(Standing.CLOSED, 1, tombstone(InventoryEvent.EVERY_ATTEMPT)),
                new Example(Standing.CLOSED, 1, reserved(), committed(), partly, rest, closed()));
    }

    private static List<OfOrder> commands(int attempt) {
        HoldForOrder hold = new HoldForOrder(ORDER, attempt, SECOND, LINES, EXPIRES, PAYMENT, AT);
        HoldForOrder other = new HoldForOrder(ORDER, attempt, SECOND, List.of(of(SHIRT, 5)), EXPIRES, PAYMENT, AT);
        return List.of(
                hold,
                new AnswerAgain(hold),
                new AnswerAgain(other),
                reserve(of(SHIRT, 2), of(MUG, 1)),
                reserve(of(SHIRT, 1)),
                new Commit(ORDER, attempt, LATER),
                new Consume(ORDER, attempt, NEXT_PARCEL, List.of(of(SHIRT, 1)), LATER),
                new Consume(ORDER, attempt, NEXT_PARCEL, List.of(of(SHIRT, 1), of(MUG, 1)), LATER),
                new Consume(ORDER, attempt, NEXT_PARCEL, LINES, LATER),
                new Consume(ORDER, attempt, NEXT_PARCEL, List.of(of(MUG, 9)), LATER),
                new Consume(ORDER, attempt, PARCEL, List.of(of(SHIRT, 1)), LATER),
                new Release(ORDER, attempt, DECLINED, LATER),
                expire(attempt, AT),
                expire(attempt, EXPIRES),
                new Close(ORDER, attempt, CANCELLED, LATER));
    }

    @Test
    void no_pair_is_missing() {
        for (Standing standing : Standing.values()) {
            for (Trigger trigger : Trigger.values()) {
                assertThat(ReservationTable.cell(standing, trigger)).isNotNull();
            }
        }
    }

    @Test
    void every_standing_has_its_example() {
        examples()
                .forEach(example -> assertThat(Standing.of(example.known(), example.attempt()))
                        .isEqualTo(example.standing()));
        assertThat(examples().stream().map(Example::standing)).contains(Standing.values());
    }

    @Test
    void the_decider_does_what_the_table_says() {
        walk().forEach(walked -> {
            Move move = ReservationTable.cell(
                    walked.pair().standing(), walked.pair().trigger());
            switch (walked.decision()) {
                case Accepted<InventoryEvent, InventoryRefusal>(var events) -> assertObeyed(walked, move, events);
                case AlreadySo<InventoryEvent, InventoryRefusal>(var reason) -> {
                    assertThat(move).isInstanceOf(Move.Ignore.class);
                    assertThat(reason).endsWith(((Move.Ignore) move).reason());
                }
                case Refused<InventoryEvent, InventoryRefusal>(var refusal) ->
                    assertThat(denials(move)).contains(refusal.getClass());
            }
        });
    }

    private static void assertObeyed(Walked walked, Move move, List<InventoryEvent> events) {
        if (move instanceof Move.GoTo(var standings, var _)) {
            assertThat(standings).as("%s", walked.pair()).contains(walked.after());
        } else {
            assertThat(move).as("%s", walked.pair()).isEqualTo(new Move.Stay());
            assertThat(walked.after()).isEqualTo(walked.pair().standing());
            assertThat(events)
                    .hasSize(1)
                    .allMatch(said -> said instanceof Restated || said instanceof InventoryEvent.OrderClosed);
        }
    }

    @Test
    void every_pair_that_can_arise_is_walked_to_each_of_its_ends() {
        Set<Pair> pairs = new LinkedHashSet<>();
        Set<String> ends = new LinkedHashSet<>();
        walk().forEach(walked -> {
            pairs.add(walked.pair());
            ends.add(walked.pair() + " " + end(walked));
        });
        Set<Pair> expected = new LinkedHashSet<>();
        for (Standing standing : Standing.values()) {
            for (Trigger trigger : Trigger.values()) {
                if (ReservationPage.canArise(standing, trigger)) {
                    expected.add(new Pair(standing, trigger));
                }
            }
        }
        assertThat(pairs).isEqualTo(expected);
        expected.forEach(pair -> promised(ReservationTable.cell(pair.standing(), pair.trigger()))
                .forEach(end -> assertThat(ends).contains(pair + " " + end)));
    }

    private static String end(Walked walked) {
        return walked.decision() instanceof Refused<InventoryEvent, InventoryRefusal>(var refusal)
                ? refusal.getClass().getSimpleName()
                : walked.after().name();
    }

    private static Stream<String> promised(Move move) {
        return move instanceof Move.GoTo(var standings, var unless)
                ? Stream.concat(
                        standings.stream().map(Standing::name),
                        unless.stream().map(denial -> denial.refusal().getSimpleName()))
                : Stream.empty();
    }

    private static List<Class<?>> denials(Move move) {
        return switch (move) {
            case Move.Refuse(var denial) -> List.of(denial.refusal());
            case Move.GoTo(var _, var unless) ->
                unless.stream().<Class<?>>map(ReservationTable.Denial::refusal).toList();
            case Move.Stay _, Move.Ignore _ -> List.of();
        };
    }

    private List<Walked> walk() {
        return examples().stream()
                .flatMap(example -> commands(example.attempt()).stream()
                        .flatMap(
                                command -> Stream.of(ENOUGH, TOO_LITTLE).map(shelf -> walked(example, command, shelf))))
                .toList();
    }

    private Walked walked(Example example, OfOrder command, Map<ProductId, StockLevel> shelf) {
        // A person means the latest attempt, whichever the example is about.
        int attempt = command instanceof InventoryCommand.Reserve
                ? example.known().last().map(Reservation::attempt).orElse(1)
                : example.attempt();
        Trigger trigger = Trigger.of(command, example.known().attempt(attempt).orElse(null));
        Warehouse warehouse = new Warehouse(example.known(), shelf);
        var decision = decider.decide(warehouse, command);
        if (decision instanceof Accepted<InventoryEvent, InventoryRefusal>(var events)) {
            for (InventoryEvent event : events) {
                warehouse = decider.evolve(warehouse, event);
            }
        }
        return new Walked(
                new Pair(Standing.of(example.known(), attempt), trigger),
                decision,
                example.known(),
                Standing.of(warehouse.reservations(), attempt));
    }
}
