package waybill.simulation.planted;

import static waybill.simulation.planted.OtherDecider.evolving;
import static waybill.simulation.planted.OtherDecider.told;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.Quantity;
import waybill.inventory.domain.StockLevel;
import waybill.inventory.domain.Warehouse;
import waybill.kernel.ProductId;
import waybill.payment.domain.Outcome;
import waybill.payment.domain.PaymentCommand;

/** More rules of the services, broken on purpose. */
final class MoreBrokenRules {
    static final Planted NO_TOMBSTONE = Planted.rule(
            "no tombstone for a release that overtakes its reserve",
            "I4",
            real -> real.stock(decider -> evolving(
                    decider,
                    (before, event) -> event instanceof InventoryEvent.StockReleased released
                                    && released.attempt() == InventoryEvent.EVERY_ATTEMPT
                            ? before
                            : decider.evolve(before, event))));

    static final Planted RELEASED_TWICE = Planted.rule(
            "released twice",
            "I",
            real -> real.stock(decider -> evolving(
                    decider,
                    (before, event) -> event instanceof InventoryEvent.StockReleased released
                            ? twice(decider.evolve(before, event), released)
                            : decider.evolve(before, event))));

    static final Planted NOT_FOUND_BELIEVED_AT_ONCE = Planted.rule(
            "a gateway that has not seen the call yet believed at once",
            "I3",
            real -> real.money(decider -> told(
                    decider,
                    command -> command instanceof PaymentCommand.NoteOutcome note
                                    && note.outcome() instanceof Outcome.NotFound
                            ? new PaymentCommand.NoteOutcome(
                                    note.order(),
                                    note.transaction(),
                                    new Outcome.Errored("NOT_FOUND"),
                                    note.next(),
                                    note.at())
                            : command)));

    static final List<Planted> ALL = List.of(NO_TOMBSTONE, RELEASED_TWICE, NOT_FOUND_BELIEVED_AT_ONCE);

    private MoreBrokenRules() {}

    private static Warehouse twice(Warehouse after, InventoryEvent.StockReleased released) {
        Map<ProductId, StockLevel> shelf = new LinkedHashMap<>(after.shelf());
        for (Quantity line : released.lines()) {
            shelf.computeIfPresent(line.product(), (product, level) -> again(level, line.quantity(), released));
        }
        return after.withShelf(shelf);
    }

    private static StockLevel again(StockLevel level, int units, InventoryEvent.StockReleased released) {
        long held = released.wasCommitted() ? level.held() : Math.max(0, level.held() - units);
        long committed = released.wasCommitted() ? Math.max(0, level.committed() - units) : level.committed();
        return new StockLevel(level.product(), level.name(), level.onHand(), held, committed);
    }
}
