package waybill.inventory.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import waybill.inventory.domain.Reservation.Held;

/** All attempts of one order to reserve stock. */
public sealed interface Reservations {
    /** Nobody has reserved or released for this order yet. */
    record Unknown() implements Reservations {}

    /**
     * Nothing is promised any more and nothing ever will be: every attempt of this order is refused.
     *
     * @param all what became of the attempts before, in their order; none live; empty if the end came first
     */
    record Closed(String reason, List<Reservation> all) implements Reservations {
        public Closed {
            all = List.copyOf(all);
        }
    }

    /** One reservation for each attempt heard of, at least one, in the order of attempts. */
    record Attempts(List<Reservation> all) implements Reservations {
        public Attempts {
            all = List.copyOf(all);
            if (all.isEmpty()) {
                throw new IllegalArgumentException("no attempts: then the order is unknown");
            }
        }

        /** The reservation of the highest attempt. */
        public Reservation latest() {
            return all.getLast();
        }

        /** These attempts with this one changed or added. */
        Attempts with(Reservation changed) {
            List<Reservation> next = new ArrayList<>(all.size() + 1);
            for (Reservation reservation : all) {
                if (reservation.attempt() < changed.attempt()) {
                    next.add(reservation);
                }
            }
            next.add(changed);
            for (Reservation reservation : all) {
                if (reservation.attempt() > changed.attempt()) {
                    next.add(reservation);
                }
            }
            return new Attempts(next);
        }
    }

    /** The order nobody has heard of. */
    static Reservations unknown() {
        return new Unknown();
    }

    /** The reservation of this attempt, if there is one. */
    default Optional<Reservation> attempt(int attempt) {
        for (Reservation reservation : list()) {
            if (reservation.attempt() == attempt) {
                return Optional.of(reservation);
            }
        }
        return Optional.empty();
    }

    /** The reservation of the highest attempt, if there is one. */
    default Optional<Reservation> last() {
        List<Reservation> all = list();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** What attempts before this one hold and have not committed. */
    default List<Held> heldBefore(int attempt) {
        List<Held> held = List.of();
        for (Reservation reservation : list()) {
            if (reservation instanceof Held older && older.attempt() < attempt) {
                held = held.isEmpty() ? new ArrayList<>() : held;
                held.add(older);
            }
        }
        return held;
    }

    /** The reservations, one for each attempt, in the order of attempts; none if the order is unknown. */
    default List<Reservation> list() {
        return switch (this) {
            case Unknown _ -> List.of();
            case Attempts attempts -> attempts.all;
            case Closed closed -> closed.all;
        };
    }
}
