package waybill.simulation.planted;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import waybill.simulation.shop.Machinery;
import waybill.simulation.shop.Wiring;

/**
 * A mistake made on purpose; the laws must find it.
 *
 * @param found how a complaint about it begins
 * @param wiring a shop with it, made anew for each life
 */
public record Planted(String name, String found, Supplier<Wiring> wiring) {
    /** A rule that is broken. */
    static Planted rule(String name, String found, UnaryOperator<Wiring> plant) {
        return new Planted(name, found, () -> plant.apply(Wiring.real()));
    }

    /** A machine that is broken. */
    static Planted machine(String name, String found, Supplier<Machinery> machinery) {
        return new Planted(name, found, () -> Wiring.real().machinery(machinery.get()));
    }

    /** All of them. */
    public static List<Planted> all() {
        return Stream.of(BrokenRules.ALL, MoreBrokenRules.ALL, BrokenStores.ALL, BrokenMachines.ALL)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
