package waybill.inventory.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All attempts of one order to reserve stock. */
public sealed interface Reservations {
    /** Nobody has reserved or released for this order yet. */
    record Unknown() implements Reservations {}

    /** Released before anything was reserved: every attempt of this order is refused. */
    record Closed(String reason) implements Reservations {}

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

    /** The reservations, one for each attempt, in the order of attempts; none if the order is unknown or closed. */
    default List<Reservation> list() {
        return switch (this) {
            case Unknown _, Closed _ -> List.of();
            case Attempts attempts -> attempts.all;
        };
    }
}
