package waybill.order.domain.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import waybill.kernel.Money;
import waybill.order.domain.Line;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.OrderRefusal.Excess;
import waybill.order.domain.fulfilment.Portion;
import waybill.order.domain.fulfilment.Quantities;

/** Reads what somebody asks for against the lines of the order. */
final class Pieces {
    private Pieces() {}

    /** The pieces asked for, of the lines that there are. */
    static List<Portion> of(OrderFacts facts, List<Portion.Asked> asked) {
        List<Portion> portions = new ArrayList<>();
        for (Portion.Asked one : asked) {
            line(facts, one.line())
                    .ifPresent(line -> portions.add(new Portion(one.line(), line.product(), one.quantity())));
        }
        return portions;
    }

    /** What is asked for and not there. */
    static List<Excess> excess(OrderFacts facts, List<Portion.Asked> asked, ToIntFunction<Quantities> left) {
        List<Excess> excess = new ArrayList<>();
        for (Portion.Asked one : asked) {
            int there = line(facts, one.line())
                    .map(line -> left.applyAsInt(facts.fulfilment().of(line)))
                    .orElse(0);
            if (one.quantity() > there) {
                excess.add(new Excess(one.line(), one.quantity(), there));
            }
        }
        return excess;
    }

    /** What these pieces cost. */
    static Money price(OrderFacts facts, List<Portion> portions) {
        Money sum = Money.zero(facts.what().currency());
        for (Portion portion : portions) {
            Line line = line(facts, portion.line()).orElseThrow();
            sum = sum.plus(line.price().times(portion.quantity()));
        }
        return sum;
    }

    private static Optional<Line> line(OrderFacts facts, int number) {
        List<Line> lines = facts.what().lines();
        return number <= lines.size() ? Optional.of(lines.get(number - 1)) : Optional.empty();
    }
}
