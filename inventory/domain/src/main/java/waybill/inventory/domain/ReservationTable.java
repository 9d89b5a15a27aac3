package waybill.inventory.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.inventory.domain.InventoryCommand.AnswerAgain;
import waybill.inventory.domain.InventoryCommand.Close;
import waybill.inventory.domain.InventoryCommand.Commit;
import waybill.inventory.domain.InventoryCommand.Consume;
import waybill.inventory.domain.InventoryCommand.Expire;
import waybill.inventory.domain.InventoryCommand.HoldForOrder;
import waybill.inventory.domain.InventoryCommand.Release;
import waybill.inventory.domain.InventoryCommand.Reserve;
import waybill.inventory.domain.Reservation.Held;

/**
 * What each command does to the reservation of one attempt, by how that stands: total, obeyed by the decider, and the
 * source of {@code docs/reference/reservation-states.md}.
 */
final class ReservationTable {
    /** What is asked of a reservation. */
    enum Trigger {
        HOLD,
        /** The order asks how it stands. */
        ANSWER,
        /** The order asks, and this attempt holds other goods than the order's. */
        ANSWER_OTHER_GOODS,
        RESERVE,
        /** A person reserves exactly what is held. */
        RESERVE_SAME_GOODS,
        COMMIT,
        CONSUME,
        /** A shipment that has been heard of. */
        CONSUME_AGAIN,
        RELEASE,
        EXPIRE,
        /** The time of the hold is not over. */
        EXPIRE_EARLY,
        CLOSE;

        static Trigger of(InventoryCommand.OfOrder command, @Nullable Reservation was) {
            return switch (command) {
                case HoldForOrder _ -> HOLD;
                case AnswerAgain again -> holdsOther(was, again.hold().lines()) ? ANSWER_OTHER_GOODS : ANSWER;
                case Reserve reserve -> holds(was, reserve.lines()) ? RESERVE_SAME_GOODS : RESERVE;
                case Commit _ -> COMMIT;
                case Consume consume -> was != null && was.hasShipped(consume.shipment()) ? CONSUME_AGAIN : CONSUME;
                case Release _ -> RELEASE;
                case Expire expire ->
                    was instanceof Held held && expire.at().isBefore(held.expiresAt()) ? EXPIRE_EARLY : EXPIRE;
                case Close _ -> CLOSE;
            };
        }

        private static boolean holds(@Nullable Reservation was, List<Quantity> lines) {
            return was instanceof Held held && sameLines(held.lines(), lines);
        }

        private static boolean holdsOther(@Nullable Reservation was, List<Quantity> lines) {
            return was instanceof Held held && !sameLines(held.lines(), lines);
        }

        /** Both have one line per product, so the order in which somebody wrote them is all that may differ. */
        private static boolean sameLines(List<Quantity> some, List<Quantity> others) {
            return some.size() == others.size() && some.containsAll(others);
        }
    }

    /** For what a command can be refused. */
    enum Denial {
        UNKNOWN_RESERVATION(InventoryRefusal.UnknownReservation.class),
        INSUFFICIENT_STOCK(InventoryRefusal.InsufficientStock.class),
        ALREADY_RESERVED(InventoryRefusal.AlreadyReserved.class),
        RESERVATION_RELEASED(InventoryRefusal.ReservationReleased.class),
        RESERVATION_ENDED(InventoryRefusal.ReservationEnded.class),
        CANNOT_COMMIT(InventoryRefusal.CannotCommit.class),
        CANNOT_CONSUME(InventoryRefusal.CannotConsume.class),
        MORE_THAN_COMMITTED(InventoryRefusal.MoreThanCommitted.class);

        private final Class<? extends InventoryRefusal> refusal;

        Denial(Class<? extends InventoryRefusal> refusal) {
            this.refusal = refusal;
        }

        /** The refusal that carries the facts. */
        Class<? extends InventoryRefusal> refusal() {
            return refusal;
        }
    }

    /** What a cell of the table says. */
    sealed interface Move {
        /**
         * Something happens; then it stands in one of these.
         *
         * @param unless for what it may still be refused
         */
        record GoTo(List<Standing> standings, List<Denial> unless) implements Move {}

        /** Say again how it stands; nothing else happens. */
        record Stay() implements Move {}

        /** Change nothing, because the attempt is so already. */
        record Ignore(String reason) implements Move {}

        /** Say no. */
        record Refuse(Denial denial) implements Move {}
    }

    private static final Move HOLDING = goTo(Standing.HELD, Standing.REJECTED);
    private static final Move COMMITTING = goTo(Standing.COMMITTED);
    private static final Move RESTATING = new Move.Stay();
    private static final Move CONSUMING =
            new Move.GoTo(List.of(Standing.PARTLY_CONSUMED, Standing.CONSUMED), List.of(Denial.MORE_THAN_COMMITTED));
    private static final Move TAKING = new Move.GoTo(List.of(Standing.CONSUMED), List.of(Denial.CANNOT_CONSUME));
    private static final Move UNKNOWN = new Move.Refuse(Denial.UNKNOWN_RESERVATION);
    private static final Move OVER = ignore("is over, a later attempt has begun");
    private static final Move CLOSED = ignore("belongs to an order that is closed");
    private static final Move NOTHING_HELD = ignore("holds nothing any more");

    private ReservationTable() {}

    static Move cell(Standing standing, Trigger trigger) {
        return switch (trigger) {
            case HOLD -> hold(standing);
            case ANSWER -> answer(standing);
            case ANSWER_OTHER_GOODS ->
                standing == Standing.HELD ? ignore("holds other goods, reserved by hand") : answer(standing);
            case RESERVE -> reserve(standing);
            case RESERVE_SAME_GOODS -> standing == Standing.HELD ? ignore("holds these lines") : reserve(standing);
            case COMMIT -> commit(standing);
            case CONSUME -> consume(standing);
            case CONSUME_AGAIN -> ignore("has shipped that, it was heard before");
            case RELEASE -> release(standing);
            case EXPIRE -> expire(standing);
            case EXPIRE_EARLY -> standing == Standing.HELD ? ignore("is held, its time is not over") : expire(standing);
            case CLOSE -> goTo(Standing.CLOSED);
        };
    }

    private static Move hold(Standing standing) {
        return switch (standing) {
            case UNHEARD, NEXT -> HOLDING;
            case MISSED -> OVER;
            case HELD -> ignore("is held");
            case COMMITTED -> ignore("was held and is committed");
            case PARTLY_CONSUMED -> ignore("was held and is partly shipped");
            case CONSUMED -> ignore("was held and is shipped");
            case RELEASED -> ignore("was held and released");
            case TOMBSTONE -> ignore("was released before it was held");
            case EXPIRED, OUTLIVED -> ignore("was held and has expired");
            case REJECTED -> ignore("was rejected");
            case CLOSED -> CLOSED;
        };
    }

    private static Move answer(Standing standing) {
        return switch (standing) {
            case UNHEARD, NEXT, EXPIRED -> HOLDING;
            case MISSED, OUTLIVED -> OVER;
            case HELD, COMMITTED, PARTLY_CONSUMED, CONSUMED, RELEASED, TOMBSTONE, REJECTED, CLOSED -> RESTATING;
        };
    }

    /** A person always means the latest attempt, so MISSED, OUTLIVED and NEXT are never asked. */
    private static Move reserve(Standing standing) {
        return switch (standing) {
            case UNHEARD -> new Move.GoTo(List.of(Standing.HELD), List.of(Denial.INSUFFICIENT_STOCK));
            case HELD, COMMITTED, PARTLY_CONSUMED -> new Move.Refuse(Denial.ALREADY_RESERVED);
            case RELEASED, TOMBSTONE, CLOSED -> new Move.Refuse(Denial.RESERVATION_RELEASED);
            case CONSUMED, EXPIRED, REJECTED -> new Move.Refuse(Denial.RESERVATION_ENDED);
            case NEXT, MISSED, OUTLIVED -> UNKNOWN;
        };
    }

    private static Move commit(Standing standing) {
        return switch (standing) {
            case UNHEARD, NEXT, MISSED -> UNKNOWN;
            case HELD -> COMMITTING;
            case COMMITTED, PARTLY_CONSUMED, CONSUMED -> ignore("is committed");
            // Ruling 5: the hold ran out before the order was placed. The order has been paid: hold again, or tell it.
            case EXPIRED -> goTo(Standing.COMMITTED, Standing.REJECTED);
            case RELEASED, TOMBSTONE, OUTLIVED, REJECTED, CLOSED -> new Move.Refuse(Denial.CANNOT_COMMIT);
        };
    }

    private static Move consume(Standing standing) {
        return switch (standing) {
            case UNHEARD, NEXT, MISSED -> UNKNOWN;
            // Only a placed order ships, so a shipment also says that what is held is committed.
            case HELD, COMMITTED, PARTLY_CONSUMED -> CONSUMING;
            // What has shipped wins over a release that was heard first: it is taken from what is available.
            case CONSUMED, RELEASED, EXPIRED -> TAKING;
            // Nothing was ever promised to it, or nothing of it can ship: another attempt does, or none.
            case TOMBSTONE, OUTLIVED, REJECTED, CLOSED -> new Move.Refuse(Denial.CANNOT_CONSUME);
        };
    }

    private static Move release(Standing standing) {
        return switch (standing) {
            case UNHEARD -> goTo(Standing.CLOSED);
            case NEXT, MISSED -> goTo(Standing.TOMBSTONE);
            case HELD, COMMITTED -> goTo(Standing.RELEASED);
            // What has left has left; the rest is given back, and then all that was to be shipped is shipped.
            case PARTLY_CONSUMED -> goTo(Standing.CONSUMED);
            case CONSUMED -> ignore("is shipped, nothing is left to release");
            case RELEASED, TOMBSTONE -> ignore("is released");
            case EXPIRED, OUTLIVED -> ignore("has expired, nothing is held");
            case REJECTED -> ignore("was rejected, nothing is held");
            case CLOSED -> CLOSED;
        };
    }

    private static Move expire(Standing standing) {
        return switch (standing) {
            case UNHEARD, NEXT, MISSED -> UNKNOWN;
            case HELD -> goTo(Standing.EXPIRED);
            case COMMITTED, PARTLY_CONSUMED -> ignore("is committed and no longer expires");
            case CONSUMED, RELEASED, TOMBSTONE, EXPIRED, OUTLIVED, REJECTED -> NOTHING_HELD;
            case CLOSED -> CLOSED;
        };
    }

    /** What the table let through is this kind of reservation; anything else means that the table is wrong. */
    static <R extends Reservation> R expect(Class<R> kind, @Nullable Reservation was) {
        if (!kind.isInstance(was)) {
            throw new IllegalStateException(
                    "the table let a " + was + " through where a " + kind.getSimpleName() + " was expected");
        }
        return kind.cast(was);
    }

    private static Move goTo(Standing... standings) {
        return new Move.GoTo(List.of(standings), List.of());
    }

    private static Move ignore(String reason) {
        return new Move.Ignore(reason);
    }
}
