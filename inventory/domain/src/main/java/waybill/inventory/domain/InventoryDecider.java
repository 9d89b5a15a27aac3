package waybill.inventory.domain;

import static waybill.kernel.Decision.accept;
import static waybill.kernel.Decision.alreadySo;
import static waybill.kernel.Decision.refuse;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import waybill.inventory.domain.InventoryCommand.Adjust;
import waybill.inventory.domain.InventoryCommand.AnswerAgain;
import waybill.inventory.domain.InventoryCommand.Close;
import waybill.inventory.domain.InventoryCommand.Commit;
import waybill.inventory.domain.InventoryCommand.Consume;
import waybill.inventory.domain.InventoryCommand.Expire;
import waybill.inventory.domain.InventoryCommand.HoldForOrder;
import waybill.inventory.domain.InventoryCommand.Receive;
import waybill.inventory.domain.InventoryCommand.RecordOperatorAct;
import waybill.inventory.domain.InventoryCommand.Release;
import waybill.inventory.domain.InventoryCommand.Reserve;
import waybill.inventory.domain.InventoryEvent.OperatorActed;
import waybill.inventory.domain.Reservation.Expired;
import waybill.inventory.domain.Reservation.Held;
import waybill.inventory.domain.ReservationTable.Move;
import waybill.inventory.domain.ReservationTable.Trigger;
import waybill.kernel.Decider;
import waybill.kernel.Decision;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;

/**
 * What may happen to stock and reservations. A reservation belongs to one attempt of one order: a late answer of
 * attempt 1 never touches attempt 2. Whether something may happen to it, {@link ReservationTable} says.
 */
public final class InventoryDecider implements Decider<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal> {
    private static final String HOLD_DEADLINE = "hold-";
    private static final int FIRST_ATTEMPT = 1;

    @Override
    public Warehouse initial() {
        return Warehouse.empty();
    }

    @Override
    public Decision<InventoryEvent, InventoryRefusal> decide(Warehouse warehouse, InventoryCommand command) {
        return switch (command) {
            case InventoryCommand.OfOrder ofOrder -> decide(warehouse, ofOrder);
            case RecordOperatorAct act ->
                accept(new OperatorActed(act.order(), act.action(), act.reason(), act.by(), act.at()));
            case Receive receive -> Stocking.receive(warehouse, receive);
            case Adjust adjust -> Stocking.adjust(warehouse, adjust);
        };
    }

    private static Decision<InventoryEvent, InventoryRefusal> decide(
            Warehouse warehouse, InventoryCommand.OfOrder command) {
        int attempt = meant(warehouse.reservations(), command);
        Reservation was = warehouse.reservations().attempt(attempt).orElse(null);
        Standing standing = Standing.of(warehouse.reservations(), attempt);
        return switch (ReservationTable.cell(standing, Trigger.of(command, was))) {
            case Move.GoTo _ -> go(warehouse, command, was);
            case Move.Stay _ -> accept(Answering.again(warehouse.reservations(), was, (AnswerAgain) command));
            case Move.Ignore(String reason) -> alreadySo("attempt " + attempt + " " + reason);
            case Move.Refuse(var denial) -> refuse(Answering.refusal(denial, command.order(), attempt, was));
        };
    }

    /** The attempt a command is about; a person means the latest, which is the first if there is none. */
    private static int meant(Reservations reservations, InventoryCommand.OfOrder command) {
        return switch (command) {
            case HoldForOrder hold -> hold.attempt();
            case AnswerAgain again -> again.hold().attempt();
            case Commit commit -> commit.attempt();
            case Consume consume -> consume.attempt();
            case Expire expire -> expire.attempt();
            case Close close -> close.attempt();
            case Release release when release.attempt() != InventoryCommand.LATEST -> release.attempt();
            case Release _, Reserve _ ->
                reservations.last().map(Reservation::attempt).orElse(FIRST_ATTEMPT);
        };
    }

    private static Decision<InventoryEvent, InventoryRefusal> go(
            Warehouse warehouse, InventoryCommand.OfOrder command, @Nullable Reservation was) {
        return switch (command) {
            case HoldForOrder hold -> Holding.hold(warehouse, hold);
            case AnswerAgain again -> Holding.hold(warehouse, again.hold());
            case Reserve reserve -> Holding.reserve(warehouse, reserve);
            case Commit commit -> Settling.commit(warehouse, was, commit);
            case Consume consume -> Settling.consume(warehouse, was, consume);
            case Release release -> Settling.release(warehouse, was, release);
            case Expire expire -> Settling.expire(warehouse, was, expire);
            case Close close -> Settling.close(warehouse, close);
        };
    }

    @Override
    public Warehouse evolve(Warehouse warehouse, InventoryEvent event) {
        return warehouse.after(event);
    }

    /**
     * Names the products whose levels must be lent for this decision, some perhaps twice. Asked of the state before a
     * batch, the union over the batch's commands covers every decision in it: lines are only ever known from that state
     * or from those commands.
     */
    public static void forEachProduct(Warehouse warehouse, InventoryCommand command, Consumer<ProductId> needed) {
        Reservations known = warehouse.reservations();
        switch (command) {
            case HoldForOrder hold -> forHold(known, hold, needed);
            case AnswerAgain again -> forHold(known, again.hold(), needed);
            case Reserve reserve -> forLines(reserve.lines(), needed);
            case Close _ -> known.list().forEach(reservation -> forLines(reservation.promised(), needed));
            case Commit _, Release _, Expire _ ->
                known.attempt(meant(known, (InventoryCommand.OfOrder) command))
                        .ifPresent(was -> forLines(movable(was), needed));
            case Consume consume ->
                known.attempt(consume.attempt()).ifPresent(was -> {
                    forLines(was.promised(), needed);
                    forLines(was.letGo(), needed);
                });
            case RecordOperatorAct _ -> {}
            case InventoryCommand.OfProduct ofProduct -> needed.accept(ofProduct.product());
        }
    }

    /** A hold also gives back what older attempts hold. */
    private static void forHold(Reservations known, HoldForOrder hold, Consumer<ProductId> needed) {
        forLines(hold.lines(), needed);
        known.heldBefore(hold.attempt()).forEach(older -> forLines(older.lines(), needed));
    }

    /** What is promised, or would be promised again by a commit that comes too late. */
    private static List<Quantity> movable(Reservation was) {
        return was instanceof Expired expired ? expired.lines() : was.promised();
    }

    private static void forLines(List<Quantity> lines, Consumer<ProductId> needed) {
        for (Quantity line : lines) {
            needed.accept(line.product());
        }
    }

    /** The same products as a set. */
    public static Set<ProductId> products(Warehouse warehouse, InventoryCommand command) {
        Set<ProductId> products = new HashSet<>();
        forEachProduct(warehouse, command, products::add);
        return products;
    }

    /** When something has to happen by itself, by name: {@code hold-1} when the hold of attempt 1 expires. */
    public static Map<String, Instant> deadlines(Warehouse warehouse) {
        List<Reservation> reservations = warehouse.reservations().list();
        if (reservations.size() == 1) {
            return reservations.getFirst() instanceof Held held ? Map.of(nameOf(held), held.expiresAt()) : Map.of();
        }
        Map<String, Instant> deadlines = HashMap.newHashMap(reservations.size());
        for (Reservation reservation : reservations) {
            if (reservation instanceof Held held) {
                deadlines.put(nameOf(held), held.expiresAt());
            }
        }
        return Map.copyOf(deadlines);
    }

    /**
     * What a deadline of this name, when it comes, commands.
     *
     * @throws IllegalArgumentException if no deadline of inventory is named so
     */
    public static Expire expireAt(OrderId order, String deadline, Instant at) {
        if (!deadline.startsWith(HOLD_DEADLINE)) {
            throw new IllegalArgumentException("not a deadline of inventory: " + deadline);
        }
        return new Expire(order, Integer.parseInt(deadline.substring(HOLD_DEADLINE.length())), at);
    }

    private static String nameOf(Held held) {
        return HOLD_DEADLINE + held.attempt();
    }
}
