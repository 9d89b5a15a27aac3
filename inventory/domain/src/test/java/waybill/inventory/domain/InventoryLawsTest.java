package waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import waybill.inventory.domain.InventoryCommand.Commit;
import waybill.inventory.domain.InventoryCommand.Expire;
import waybill.inventory.domain.InventoryCommand.HoldForOrder;
import waybill.inventory.domain.InventoryCommand.Release;
import waybill.inventory.domain.InventoryCommand.Reserve;
import waybill.inventory.domain.InventoryEvent.StockAdjusted;
import waybill.inventory.domain.InventoryEvent.StockCommitted;
import waybill.inventory.domain.InventoryEvent.StockExpired;
import waybill.inventory.domain.InventoryEvent.StockReceived;
import waybill.inventory.domain.InventoryEvent.StockRejected;
import waybill.inventory.domain.InventoryEvent.StockReleased;
import waybill.inventory.domain.InventoryEvent.StockReserved;
import waybill.inventory.domain.InventoryRefusal.InsufficientStock;
import waybill.inventory.domain.InventoryWalk.Step;
import waybill.inventory.domain.InventoryWalk.World;
import waybill.inventory.domain.Reservation.Held;
import waybill.inventory.domain.Reservations.Unknown;
import waybill.kernel.Decision.Accepted;
import waybill.kernel.Decision.AlreadySo;
import waybill.kernel.Decision.Refused;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;

/** For every warehouse, whatever happens. A failure names its seed; {@code -Dseed=} repeats it. */
class InventoryLawsTest {
    private static final int WALKS = 2500;

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
    void a_level_is_the_sum_of_its_movements() {
        forEveryWalk(walk -> {
            Map<ProductId, Long> onHand = new TreeMap<>();
            Map<ProductId, Long> held = new TreeMap<>();
            Map<ProductId, Long> committed = new TreeMap<>();
            for (InventoryEvent event : walk.history) {
                switch (event) {
                    case StockReceived e -> onHand.merge(e.product(), e.quantity(), Long::sum);
                    case StockAdjusted e -> onHand.merge(e.product(), e.delta(), Long::sum);
                    case StockReserved e -> addUp(held, e.lines(), 1);
                    case StockCommitted e -> {
                        addUp(held, e.lines(), -1);
                        addUp(committed, e.lines(), 1);
                    }
                    case StockReleased e -> addUp(e.wasCommitted() ? committed : held, e.lines(), -1);
                    case StockExpired e -> addUp(held, e.lines(), -1);
                    case StockRejected _ -> {}
                }
            }
            Map<ProductId, StockLevel> summed = new TreeMap<>();
            onHand.forEach((product, units) -> summed.put(
                    product,
                    new StockLevel(
                            product,
                            null,
                            units,
                            held.getOrDefault(product, 0L),
                            committed.getOrDefault(product, 0L))));
            assertThat(walk.world().rows()).isEqualTo(summed);
        });
    }

    @Test
    void the_reservations_and_the_levels_are_the_fold_of_the_history() {
        forEveryWalk(walk -> {
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
    void what_an_order_hears_twice_is_obeyed_once() {
        forEveryStep(step -> {
            if (step.command() instanceof InventoryCommand.OfOrder) {
                assertThat(step.secondHearing()).isNotInstanceOf(Accepted.class);
            }
        });
    }

    @Test
    void each_attempt_is_answered_once_and_ends_once() {
        forEveryWalk(walk -> {
            Set<String> seen = new HashSet<>();
            for (InventoryEvent event : walk.history) {
                if (event instanceof InventoryEvent.OfOrder of) {
                    assertThat(seen.add(of.order() + " " + of.attempt() + " " + stage(of)))
                            .as("first %s", event)
                            .isTrue();
                }
            }
        });
    }

    @Test
    void nothing_is_ignored_without_a_reason_and_the_saga_is_never_refused_a_hold() {
        forEveryStep(step -> {
            switch (step.decision()) {
                case Accepted<InventoryEvent, InventoryRefusal>(var events) ->
                    assertThat(events)
                            .allSatisfy(event -> assertThat(event.at())
                                    .isEqualTo(step.command().at()));
                case AlreadySo<InventoryEvent, InventoryRefusal>(var reason) ->
                    assertThat(reason).isNotBlank();
                case Refused<InventoryEvent, InventoryRefusal> _ ->
                    assertThat(step.command()).isNotInstanceOf(HoldForOrder.class);
            }
            assertThat(step.after().equals(step.before()))
                    .isEqualTo(step.events().isEmpty());
        });
    }

    @Test
    void what_was_released_before_it_was_held_is_never_held() {
        forEveryWalk(walk -> {
            Set<OrderId> closed = new HashSet<>();
            Set<String> buried = new HashSet<>();
            for (Step step : walk.steps) {
                if (step.command() instanceof Release release) {
                    Reservations before = step.before().orders().getOrDefault(release.order(), Reservations.unknown());
                    if (before instanceof Unknown) {
                        closed.add(release.order());
                    } else if (before.attempt(release.attempt()).isEmpty()) {
                        buried.add(release.order() + " " + release.attempt());
                    }
                }
                for (InventoryEvent event : step.events()) {
                    if (event instanceof StockReserved reserved) {
                        assertThat(closed).doesNotContain(reserved.order());
                        assertThat(buried).doesNotContain(reserved.order() + " " + reserved.attempt());
                    }
                }
            }
        });
    }

    @Test
    void attempts_only_go_forward() {
        forEveryWalk(walk -> {
            Map<OrderId, Integer> latest = new HashMap<>();
            for (InventoryEvent event : walk.history) {
                if (event instanceof StockReserved || event instanceof StockRejected) {
                    InventoryEvent.OfOrder of = (InventoryEvent.OfOrder) event;
                    Integer before = latest.put(of.order(), of.attempt());
                    assertThat(of.attempt()).isGreaterThan(before == null ? 0 : before);
                }
            }
        });
    }

    @Test
    void all_lines_are_held_or_none_and_every_missingproduct_is_named() {
        forEveryStep(step -> {
            List<Quantity> asked = switch (step.command()) {
                case HoldForOrder hold -> hold.lines();
                case Reserve reserve -> reserve.lines();
                case InventoryCommand _ -> List.of();
            };
            List<Shortage> missing = shortages(step.before().rows(), asked);
            for (InventoryEvent event : step.events()) {
                switch (event) {
                    case StockReserved reserved -> {
                        assertThat(reserved.lines()).isEqualTo(asked);
                        assertThat(missing).isEmpty();
                    }
                    case StockRejected rejected ->
                        assertThat(rejected.shortages()).isEqualTo(missing).isNotEmpty();
                    case InventoryEvent _ -> {}
                }
            }
            if (step.decision() instanceof Refused<InventoryEvent, InventoryRefusal>(InsufficientStock(var named))) {
                assertThat(named).isEqualTo(missing).isNotEmpty();
            }
        });
    }

    @Test
    void news_of_one_attempt_never_touches_another_nor_another_order() {
        forEveryStep(step -> {
            for (InventoryEvent event : step.events()) {
                if (event instanceof InventoryEvent.OfOrder of) {
                    assertThat(others(step.after(), of)).isEqualTo(others(step.before(), of));
                }
            }
            Integer attempt = attemptOf(step.command());
            if (attempt != null) {
                assertThat(step.events())
                        .allMatch(event -> event instanceof InventoryEvent.OfOrder of
                                && (of.attempt() == attempt || of.attempt() == InventoryEvent.EVERY_ATTEMPT));
            }
        });
    }

    @Test
    void nothing_expires_before_its_time_or_after_its_commit() {
        forEveryWalk(walk -> {
            Map<String, Instant> mayExpire = new HashMap<>();
            for (InventoryEvent event : walk.history) {
                switch (event) {
                    case StockReserved e -> mayExpire.put(e.order() + " " + e.attempt(), e.expiresAt());
                    case StockCommitted e -> mayExpire.remove(e.order() + " " + e.attempt());
                    case StockExpired e ->
                        assertThat(mayExpire.get(e.order() + " " + e.attempt()))
                                .isNotNull()
                                .isBeforeOrEqualTo(e.at());
                    case InventoryEvent _ -> {}
                }
            }
        });
    }

    @Test
    void only_what_is_held_has_a_deadline_and_it_expires_then() {
        forEveryWalk(walk -> walk.world().orders().forEach((order, reservations) -> {
            Warehouse warehouse = new Warehouse(reservations, walk.world().rows());
            Map<String, Instant> expected = new HashMap<>();
            for (Reservation reservation : reservations.list()) {
                if (reservation instanceof Held held) {
                    expected.put("hold-" + held.attempt(), held.expiresAt());
                }
            }
            assertThat(InventoryDecider.deadlines(warehouse)).isEqualTo(expected);
            expected.forEach(
                    (name, at) -> assertThat(walk.decider.decide(warehouse, InventoryDecider.expireAt(order, name, at)))
                            .isInstanceOf(Accepted.class));
        }));
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
        Set<Class<?>> reached = new HashSet<>();
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

    private static void forEveryStep(Consumer<Step> law) {
        forEveryWalk(walk -> walk.steps.forEach(law));
    }

    private static void forEveryWalk(Consumer<InventoryWalk> law) {
        Long only = Long.getLong("seed");
        LongStream seeds = only == null ? LongStream.rangeClosed(1, WALKS) : LongStream.of(only);
        seeds.forEach(seed -> {
            try {
                law.accept(InventoryWalk.of(seed));
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("repeat with -Dseed=" + seed + ": " + broken.getMessage(), broken);
            }
        });
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

    /** An attempt is answered once, committed once, and ends once. */
    private static String stage(InventoryEvent.OfOrder event) {
        return switch (event) {
            case StockReserved _, StockRejected _ -> "answered";
            case StockCommitted _ -> "committed";
            case StockReleased _, StockExpired _ -> "ended";
        };
    }

    private static @Nullable Integer attemptOf(InventoryCommand command) {
        return switch (command) {
            case HoldForOrder hold -> hold.attempt();
            case Commit commit -> commit.attempt();
            case Expire expire -> expire.attempt();
            case Release release -> release.attempt() == InventoryCommand.LATEST ? null : release.attempt();
            case Reserve _ -> null;
            case InventoryCommand.OfProduct _ -> null;
        };
    }

    /** Every reservation in the world but the one this event is about. */
    private static Set<String> others(World world, InventoryEvent.OfOrder event) {
        Set<String> others = new HashSet<>();
        world.orders().forEach((order, reservations) -> {
            for (Reservation reservation : reservations.list()) {
                if (!order.equals(event.order()) || reservation.attempt() != event.attempt()) {
                    others.add(order + " " + reservation);
                }
            }
        });
        return others;
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
