package waybill.simulation.exploration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import waybill.contracts.Announcement;
import waybill.inventory.domain.Reservations;
import waybill.inventory.domain.StockLevel;
import waybill.kernel.OrderId;
import waybill.kernel.TransactionId;
import waybill.order.domain.Order;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Payments;

/**
 * All there is of a small shop at one moment; it never changes, a step makes another.
 *
 * @param lives one for each order
 * @param level the stock of the one product
 * @param repeats how many announcements may still be heard twice
 */
record Moment(List<Life> lives, StockLevel level, Instant now, int repeats) {
    Moment {
        lives = List.copyOf(lives);
    }

    /** Who hears whom. */
    enum Lane {
        ORDER_TO_STOCK,
        ORDER_TO_MONEY,
        STOCK_TO_ORDER,
        STOCK_TO_MONEY,
        MONEY_TO_ORDER,
        MONEY_TO_STOCK
    }

    /** What the gateway is asked. */
    record Call(TransactionId key, Kind kind) {}

    /**
     * All there is of one order.
     *
     * @param said what is said and not heard yet, in its order
     * @param calls what the gateway is to be asked
     * @param books what the gateway has done, and whether that was a yes
     */
    record Life(
            OrderId id,
            Order order,
            Reservations goods,
            Payments payments,
            Map<Lane, List<Announcement>> said,
            List<Call> calls,
            Map<Call, Boolean> books) {
        Life {
            said = Map.copyOf(said);
            calls = List.copyOf(calls);
            books = Map.copyOf(books);
        }

        static Life unborn(OrderId id) {
            return new Life(
                    id, new Order.Unplaced(), Reservations.unknown(), Payments.NONE, Map.of(), List.of(), Map.of());
        }

        Life with(Order next) {
            return new Life(id, next, goods, payments, said, calls, books);
        }

        Life with(Reservations next) {
            return new Life(id, order, next, payments, said, calls, books);
        }

        Life with(Payments next) {
            return new Life(id, order, goods, next, said, calls, books);
        }

        Life saying(Lane lane, Announcement what) {
            List<Announcement> longer = new ArrayList<>(said.getOrDefault(lane, List.of()));
            longer.add(what);
            return saying(lane, longer);
        }

        Life hearing(Lane lane) {
            List<Announcement> all = said.getOrDefault(lane, List.of());
            return saying(lane, all.subList(1, all.size()));
        }

        private Life saying(Lane lane, List<Announcement> all) {
            Map<Lane, List<Announcement>> next = new EnumMap<>(Lane.class);
            next.putAll(said);
            if (all.isEmpty()) {
                next.remove(lane);
            } else {
                next.put(lane, List.copyOf(all));
            }
            return new Life(id, order, goods, payments, next, calls, books);
        }

        Life calling(Call call) {
            List<Call> more = new ArrayList<>(calls);
            more.add(call);
            return new Life(id, order, goods, payments, said, more, books);
        }

        Life called(Call call) {
            List<Call> fewer = new ArrayList<>(calls);
            fewer.remove(call);
            return new Life(id, order, goods, payments, said, fewer, books);
        }

        /** A call that has not been made by now is never made. */
        Life without(TransactionId key) {
            return new Life(
                    id,
                    order,
                    goods,
                    payments,
                    said,
                    calls.stream().filter(call -> !call.key().equals(key)).toList(),
                    books);
        }

        Life booked(Call call, boolean yes) {
            Map<Call, Boolean> more = new HashMap<>(books);
            more.putIfAbsent(call, yes);
            return new Life(id, order, goods, payments, said, calls, more);
        }

        /** How often the gateway has done this for the order. */
        long times(Kind kind) {
            return books.entrySet().stream()
                    .filter(entry -> entry.getKey().kind() == kind && entry.getValue())
                    .count();
        }
    }

    Moment with(int index, Life life) {
        List<Life> next = new ArrayList<>(lives);
        next.set(index, life);
        return new Moment(next, level, now, repeats);
    }

    Moment with(StockLevel next) {
        return new Moment(lives, next, now, repeats);
    }

    /** The same at another time, as somebody else's clock says it. */
    Moment when(Instant then) {
        return new Moment(lives, level, then, repeats);
    }

    Moment repeating() {
        return new Moment(lives, level, now, repeats - 1);
    }
}
