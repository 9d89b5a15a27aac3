package waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.inventory.domain.InventoryWalk.forEvery;
import static waybill.inventory.domain.InventoryWalk.forEveryStep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.inventory.domain.InventoryCommand.HoldForOrder;
import waybill.inventory.domain.InventoryEvent.OrderClosed;
import waybill.inventory.domain.InventoryEvent.Restated;
import waybill.inventory.domain.InventoryEvent.StockAdjusted;
import waybill.inventory.domain.InventoryEvent.StockCommitted;
import waybill.inventory.domain.InventoryEvent.StockConsumed;
import waybill.inventory.domain.InventoryEvent.StockExpired;
import waybill.inventory.domain.InventoryEvent.StockReceived;
import waybill.inventory.domain.InventoryEvent.StockRejected;
import waybill.inventory.domain.InventoryEvent.StockReleased;
import waybill.inventory.domain.InventoryEvent.StockReserved;
import waybill.inventory.domain.InventoryEvent.StockTaken;
import waybill.inventory.domain.InventoryWalk.Step;
import waybill.inventory.domain.Reservation.Held;
import waybill.kernel.Decision.Accepted;
import waybill.kernel.Decision.AlreadySo;
import waybill.kernel.Decision.Refused;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;

/** What holds for the stock of every warehouse, whatever happens (invariants I1, I2 and I6). */
class InventoryLawsTest {
    @Test
    void on_hand_is_available_and_held_and_committed_and_none_is_below_zero() {
        forEveryStep(step -> {
            for (StockLevel level : step.after().rows().values()) {
                assertThat(level.available() + level.held() + level.committed()).isEqualTo(level.onHand());
                assertThat(List.of(level.available(), level.held(), level.committed()))
                        .allMatch(units -> units >= 0);
            }
        });
    }

    @Test
    void the_live_reservations_of_a_product_are_what_is_held_and_committed() {
        forEveryStep(step -> {
            Map<ProductId, Long> held = new HashMap<>();
            Map<ProductId, Long> committed = new HashMap<>();
            for (Reservations order : step.after().orders().values()) {
                for (Reservation reservation : order.list()) {
                    addUp(reservation instanceof Held ? held : committed, reservation.promised(), 1);
                }
            }
            step.after().rows().forEach((product, level) -> {
                assertThat(level.held()).isEqualTo(held.getOrDefault(product, 0L));
                assertThat(level.committed()).isEqualTo(committed.getOrDefault(product, 0L));
            });
            assertThat(step.after().rows().keySet()).containsAll(held.keySet()).containsAll(committed.keySet());
        });
    }

    @Test
    void a_level_is_the_sum_of_its_movements_after_every_command() {
        forEvery(walk -> {
            Movements sums = new Movements();
            for (Step step : walk.steps) {
                step.events().forEach(sums::add);
                assertThat(step.after().rows()).isEqualTo(sums.levels());
            }
        });
    }

    /** The movements of every product, told apart from the fold under test. */
    private static final class Movements {
        private final Map<ProductId, Long> onHand = new TreeMap<>();
        private final Map<ProductId, Long> held = new TreeMap<>();
        private final Map<ProductId, Long> committed = new TreeMap<>();

        void add(InventoryEvent event) {
            switch (event) {
                case StockReceived e -> onHand.merge(e.product(), e.quantity(), Long::sum);
                case StockAdjusted e -> onHand.merge(e.product(), e.delta(), Long::sum);
                case StockReserved e -> addUp(held, e.lines(), 1);
                case StockCommitted e -> {
                    addUp(held, e.lines(), -1);
                    addUp(committed, e.lines(), 1);
                }
                case StockConsumed e -> {
                    addUp(committed, e.lines(), -1);
                    addUp(onHand, e.lines(), -1);
                }
                case StockTaken e -> addUp(onHand, e.lines(), -1);
                case StockReleased e -> addUp(e.wasCommitted() ? committed : held, e.lines(), -1);
                case StockExpired e -> addUp(held, e.lines(), -1);
                case StockRejected _, OrderClosed _, Restated _, InventoryEvent.OperatorActed _ -> {}
            }
        }

        Map<ProductId, StockLevel> levels() {
            Map<ProductId, StockLevel> levels = new TreeMap<>();
            onHand.forEach((product, units) -> levels.put(
                    product,
                    new StockLevel(
                            product,
                            null,
                            units,
                            held.getOrDefault(product, 0L),
                            committed.getOrDefault(product, 0L))));
            return levels;
        }
    }

    @Test
    void what_left_the_warehouse_is_what_the_reservations_shipped() {
        forEvery(walk -> {
            Map<ProductId, Long> left = new TreeMap<>();
            for (InventoryEvent event : walk.history) {
                switch (event) {
                    case StockConsumed consumed -> addUp(left, consumed.lines(), 1);
                    case StockTaken taken -> addUp(left, taken.lines(), 1);
                    case InventoryEvent _ -> {}
                }
            }
            Map<ProductId, Long> shipped = new TreeMap<>();
            for (Reservations order : walk.world().orders().values()) {
                for (Reservation reservation : order.list()) {
                    reservation.shipments().forEach(shipment -> addUp(shipped, shipment.lines(), 1));
                }
            }
            assertThat(shipped).isEqualTo(left);
        });
    }

    @Test
    void what_is_taken_was_let_go_and_nobody_else_has_a_promise_on_it() {
        forEveryStep(step -> {
            for (InventoryEvent event : step.events()) {
                if (event instanceof StockTaken taken) {
                    Reservation was = step.before()
                            .of(taken.order())
                            .attempt(taken.attempt())
                            .orElseThrow();
                    assertThat(was.promised()).isEmpty();
                    assertThat(Quantity.have(was.letGo(), taken.lines())).isTrue();
                    assertThat(shortages(step.before().rows(), taken.lines())).isEmpty();
                }
            }
        });
    }

    @Test
    void the_reservations_and_the_levels_are_the_fold_of_the_history() {
        forEvery(walk -> {
            Map<OrderId, Reservations> folded = new HashMap<>();
            Map<ProductId, StockLevel> shelf = Map.of();
            for (InventoryEvent event : walk.history) {
                shelf = ShelfFold.after(shelf, event);
                if (event instanceof InventoryEvent.OfOrder of) {
                    Reservations was = folded.getOrDefault(of.order(), Reservations.unknown());
                    folded.put(of.order(), ReservationsFold.after(was, of));
                }
            }
            assertThat(folded).isEqualTo(walk.world().orders());
            assertThat(shelf).isEqualTo(walk.world().rows());
        });
    }

    @Test
    void nothing_is_ignored_without_a_reason_and_the_saga_is_never_refused_a_hold_or_an_answer() {
        forEveryStep(step -> {
            switch (step.decision()) {
                case Accepted<InventoryEvent, InventoryRefusal>(var events) ->
                    assertThat(events)
                            .allSatisfy(event -> assertThat(event.at())
                                    .isEqualTo(step.command().at()));
                case AlreadySo<InventoryEvent, InventoryRefusal>(var reason) ->
                    assertThat(reason).isNotBlank();
                case Refused<InventoryEvent, InventoryRefusal> _ ->
                    assertThat(step.command())
                            .isNotInstanceOfAny(
                                    HoldForOrder.class,
                                    InventoryCommand.AnswerAgain.class,
                                    InventoryCommand.Close.class);
            }
        });
    }

    @Test
    void only_what_is_said_again_changes_nothing() {
        forEveryStep(step -> {
            boolean said =
                    step.events().stream().allMatch(event -> event instanceof Restated || isRepeated(event, step));
            assertThat(step.after().equals(step.before())).isEqualTo(said);
        });
    }

    private static boolean isRepeated(InventoryEvent event, Step step) {
        return event instanceof OrderClosed closed && step.before().of(closed.order()) instanceof Reservations.Closed;
    }

    @Test
    void all_lines_are_held_or_none_and_every_missing_product_is_named() {
        forEveryStep(step -> {
            Map<ProductId, StockLevel> shelf = step.before().rows();
            for (InventoryEvent event : step.events()) {
                switch (event) {
                    case StockReserved reserved ->
                        assertThat(shortages(shelf, reserved.lines())).isEmpty();
                    case StockRejected rejected ->
                        assertThat(rejected.shortages())
                                .isEqualTo(shortages(shelf, asked(step, rejected)))
                                .isNotEmpty();
                    case InventoryEvent _ -> {}
                }
                shelf = ShelfFold.after(shelf, event);
            }
            if (step.decision()
                    instanceof
                    Refused<InventoryEvent, InventoryRefusal>(InventoryRefusal.InsufficientStock(var named))) {
                assertThat(named)
                        .isEqualTo(shortages(shelf, ((InventoryCommand.Reserve) step.command()).lines()))
                        .isNotEmpty();
            }
        });
    }

    private static List<Quantity> asked(Step step, StockRejected rejected) {
        return switch (step.command()) {
            case HoldForOrder hold -> hold.lines();
            case InventoryCommand.AnswerAgain again -> again.hold().lines();
            case InventoryCommand _ ->
                step.before().of(rejected.order()).attempt(rejected.attempt()).stream()
                        .flatMap(was -> ((Reservation.Expired) was).lines().stream())
                        .toList();
        };
    }

    @Test
    void the_rows_locked_for_a_batch_are_all_that_its_decisions_touch() {
        forEveryStep(step -> {
            assertThat(step.locked()).containsAll(step.lent());
            step.after().rows().forEach((product, level) -> {
                if (!step.lent().contains(product)) {
                    assertThat(level).isEqualTo(step.before().rows().get(product));
                }
            });
        });
    }

    /** A law that its walks never tempt is no law. */
    @Test
    void the_walks_reach_every_event_and_every_refusal() {
        // What operators do has a story of its own, and no stock.
        Set<Class<?>> reached = new HashSet<>(Set.of(InventoryEvent.OperatorActed.class));
        forEveryStep(step -> {
            step.events().forEach(event -> reached.add(event.getClass()));
            if (step.decision() instanceof Refused<InventoryEvent, InventoryRefusal>(var reason)) {
                reached.add(reason.getClass());
            }
        });
        if (Long.getLong("seed") == null) {
            assertThat(reached).containsAll(records(InventoryEvent.class)).containsAll(records(InventoryRefusal.class));
        }
    }

    private static void addUp(Map<ProductId, Long> sums, List<Quantity> lines, int sign) {
        for (Quantity line : lines) {
            sums.merge(line.product(), (long) sign * line.quantity(), Long::sum);
        }
    }

    private static List<Shortage> shortages(Map<ProductId, StockLevel> rows, List<Quantity> lines) {
        List<Shortage> shortages = new ArrayList<>();
        for (Quantity line : lines) {
            StockLevel level = rows.getOrDefault(line.product(), StockLevel.none(line.product()));
            if (level.available() < line.quantity()) {
                shortages.add(new Shortage(line.product(), line.quantity(), Math.toIntExact(level.available())));
            }
        }
        return shortages;
    }

    private static List<Class<?>> records(Class<?> sealed) {
        if (sealed.isRecord()) {
            return List.of(sealed);
        }
        return Stream.of(sealed.getPermittedSubclasses())
                .flatMap(part -> records(part).stream())
                .toList();
    }
}
