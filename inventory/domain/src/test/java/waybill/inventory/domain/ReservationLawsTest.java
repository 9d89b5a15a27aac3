package waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.inventory.domain.InventoryWalk.forEvery;
import static waybill.inventory.domain.InventoryWalk.forEveryStep;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import waybill.inventory.domain.InventoryCommand.AnswerAgain;
import waybill.inventory.domain.InventoryCommand.Close;
import waybill.inventory.domain.InventoryCommand.Commit;
import waybill.inventory.domain.InventoryCommand.Consume;
import waybill.inventory.domain.InventoryCommand.Expire;
import waybill.inventory.domain.InventoryCommand.HoldForOrder;
import waybill.inventory.domain.InventoryCommand.Release;
import waybill.inventory.domain.InventoryCommand.Reserve;
import waybill.inventory.domain.InventoryEvent.OrderClosed;
import waybill.inventory.domain.InventoryEvent.Restated;
import waybill.inventory.domain.InventoryEvent.StockCommitted;
import waybill.inventory.domain.InventoryEvent.StockConsumed;
import waybill.inventory.domain.InventoryEvent.StockExpired;
import waybill.inventory.domain.InventoryEvent.StockRejected;
import waybill.inventory.domain.InventoryEvent.StockReleased;
import waybill.inventory.domain.InventoryEvent.StockReserved;
import waybill.inventory.domain.InventoryEvent.StockTaken;
import waybill.inventory.domain.InventoryWalk.Step;
import waybill.inventory.domain.InventoryWalk.World;
import waybill.inventory.domain.Reservation.Held;
import waybill.inventory.domain.Reservations.Unknown;
import waybill.kernel.Decision.Accepted;
import waybill.kernel.OrderId;
import waybill.kernel.ShipmentId;

/** What holds for every reservation, whatever happens. */
class ReservationLawsTest {
    @Test
    void what_an_order_hears_twice_is_obeyed_once() {
        forEveryStep(step -> {
            if (step.command() instanceof InventoryCommand.OfOrder
                    && step.secondHearing() instanceof Accepted<InventoryEvent, InventoryRefusal>(var events)) {
                assertThat(step.command()).isInstanceOfAny(AnswerAgain.class, Close.class);
                assertThat(events).hasSize(1).allMatch(said -> said instanceof Restated || said instanceof OrderClosed);
            }
        });
    }

    @Test
    void each_attempt_is_answered_committed_and_ended_once_and_only_what_expired_begins_again() {
        forEvery(walk -> {
            Set<String> seen = new HashSet<>();
            for (InventoryEvent event : walk.history) {
                if (event instanceof InventoryEvent.OfOrder of && !isOnlySaid(of)) {
                    String stage = stage(of);
                    String attempt = of.order() + " " + of.attempt() + " ";
                    if (stage.equals("answered") && seen.remove(attempt + "expired")) {
                        seen.removeIf(known -> known.startsWith(attempt));
                    }
                    assertThat(seen.add(attempt + stage)).as("first %s", event).isTrue();
                }
            }
        });
    }

    private static boolean isOnlySaid(InventoryEvent.OfOrder event) {
        return event instanceof Restated || event instanceof OrderClosed;
    }

    /** An attempt is answered once, committed once, and ends once. */
    private static String stage(InventoryEvent.OfOrder event) {
        return switch (event) {
            case StockReserved _, StockRejected _ -> "answered";
            case StockCommitted _ -> "committed";
            case StockExpired _ -> "expired";
            case StockReleased _ -> "released";
            case StockConsumed consumed -> "shipped " + consumed.shipment();
            case StockTaken taken -> "shipped " + taken.shipment();
            case OrderClosed _, Restated _ -> "said";
        };
    }

    @Test
    void what_was_released_before_it_was_held_is_never_held() {
        forEvery(walk -> {
            Set<String> buried = new HashSet<>();
            for (Step step : walk.steps) {
                if (step.command() instanceof Release release) {
                    Reservations before = step.before().of(release.order());
                    if (before instanceof Unknown) {
                        buried.add(release.order() + " every attempt");
                    } else if (before.attempt(release.attempt()).isEmpty()) {
                        buried.add(release.order() + " " + release.attempt());
                    }
                }
                assertNotHeld(step, buried, "every attempt");
            }
        });
    }

    @Test
    void a_closed_order_has_nothing_and_never_gets_anything_and_closing_is_always_answered() {
        forEvery(walk -> {
            Set<String> closed = new HashSet<>();
            for (Step step : walk.steps) {
                if (step.command() instanceof Close close) {
                    assertThat(step.events()).last().isInstanceOf(OrderClosed.class);
                    closed.add(close.order() + " closed");
                }
                assertNotHeld(step, closed, "closed");
                step.after().orders().forEach((order, reservations) -> {
                    if (closed.contains(order + " closed")) {
                        assertThat(reservations.list())
                                .allMatch(reservation -> reservation.promised().isEmpty());
                    }
                });
            }
        });
    }

    private static void assertNotHeld(Step step, Set<String> refused, String whole) {
        for (InventoryEvent event : step.events()) {
            if (event instanceof StockReserved reserved) {
                assertThat(refused)
                        .doesNotContain(reserved.order() + " " + whole, reserved.order() + " " + reserved.attempt());
            }
        }
    }

    @Test
    void attempts_only_go_forward() {
        forEvery(walk -> {
            Map<OrderId, Integer> latest = new HashMap<>();
            for (InventoryEvent event : walk.history) {
                if (event instanceof StockReserved || event instanceof StockRejected) {
                    InventoryEvent.OfOrder of = (InventoryEvent.OfOrder) event;
                    Integer before = latest.put(of.order(), of.attempt());
                    // The same attempt once more: what has expired is answered anew.
                    assertThat(of.attempt()).isGreaterThanOrEqualTo(before == null ? 0 : before);
                }
            }
        });
    }

    @Test
    void news_of_one_attempt_touch_no_other_order_and_of_its_own_only_what_a_later_attempt_gives_back() {
        forEveryStep(step -> {
            Integer attempt = attemptOf(step.command());
            for (InventoryEvent event : step.events()) {
                if (event instanceof InventoryEvent.OfOrder of
                        && attempt != null
                        && of.attempt() != attempt
                        && of.attempt() != InventoryEvent.EVERY_ATTEMPT) {
                    // A newer attempt gives back what an older one holds, never what it has committed.
                    assertThat(of).isInstanceOf(StockReleased.class);
                    assertThat(((StockReleased) of).wasCommitted()).isFalse();
                    assertThat(of.attempt()).isLessThan(attempt);
                }
            }
            if (step.command() instanceof InventoryCommand.OfOrder of) {
                assertThat(others(step.after(), of.order())).isEqualTo(others(step.before(), of.order()));
            }
        });
    }

    private static @Nullable Integer attemptOf(InventoryCommand command) {
        return switch (command) {
            case HoldForOrder hold -> hold.attempt();
            case AnswerAgain again -> again.hold().attempt();
            case Commit commit -> commit.attempt();
            case Consume consume -> consume.attempt();
            case Expire expire -> expire.attempt();
            case Release release -> release.attempt() == InventoryCommand.LATEST ? null : release.attempt();
            case Reserve _, Close _ -> null;
            case InventoryCommand.OfProduct _, InventoryCommand.RecordOperatorAct _ -> null;
        };
    }

    private static Map<OrderId, Reservations> others(World world, OrderId order) {
        Map<OrderId, Reservations> others = new HashMap<>(world.orders());
        others.remove(order);
        return others;
    }

    @Test
    void a_newer_attempt_leaves_no_older_hold_behind() {
        forEveryStep(step -> {
            for (InventoryEvent event : step.events()) {
                if (event instanceof StockReserved reserved && reserved.payment() != null) {
                    assertThat(step.after().of(reserved.order()).heldBefore(reserved.attempt()))
                            .isEmpty();
                }
            }
        });
    }

    @Test
    void what_is_said_again_is_true() {
        forEveryStep(step -> {
            for (InventoryEvent event : step.events()) {
                if (event instanceof Restated said) {
                    ReservationStatus status = step.after()
                            .of(said.order())
                            .attempt(said.attempt())
                            .orElseThrow()
                            .status();
                    assertThat(statuses(said)).contains(status);
                }
            }
        });
    }

    private static List<ReservationStatus> statuses(Restated said) {
        return switch (said) {
            case InventoryEvent.HoldRestated _ -> List.of(ReservationStatus.HELD);
            case InventoryEvent.CommitRestated _ -> List.of(ReservationStatus.COMMITTED, ReservationStatus.CONSUMED);
            case InventoryEvent.ReleaseRestated _ -> List.of(ReservationStatus.RELEASED);
            case InventoryEvent.RejectionRestated _ -> List.of(ReservationStatus.REJECTED);
        };
    }

    @Test
    void nothing_ships_twice_or_beyond_what_was_held() {
        forEvery(walk -> walk.world()
                .orders()
                .values()
                .forEach(order -> order.list().forEach(reservation -> {
                    List<ShipmentId> ids = reservation.shipments().stream()
                            .map(Reservation.Shipment::id)
                            .toList();
                    assertThat(ids).doesNotHaveDuplicates();
                    if (reservation instanceof Reservation.Made made) {
                        List<Quantity> rest = made.lines();
                        for (Reservation.Shipment shipment : made.shipments()) {
                            rest = Quantity.without(rest, shipment.lines());
                        }
                        assertThat(rest).allMatch(line -> line.quantity() > 0);
                    }
                })));
    }

    @Test
    void nothing_expires_before_its_time_or_after_its_commit() {
        forEvery(walk -> {
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
        forEvery(walk -> walk.world().orders().forEach((order, reservations) -> {
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
}
