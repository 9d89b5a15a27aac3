package waybill.inventory.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import waybill.inventory.service.store.StockTable;

/** How many units there are of all products together, as the table that all replicas share says. */
final class StockGauges {
    private StockGauges() {}

    /** Shows these numbers. */
    static void show(Supplier<StockTable.Units> units, MeterRegistry meters) {
        gauge("on_hand", units, StockTable.Units::onHand, meters);
        gauge("available", units, StockTable.Units::available, meters);
        gauge("held", units, StockTable.Units::held, meters);
        gauge("committed", units, StockTable.Units::committed, meters);
    }

    private static void gauge(
            String state,
            Supplier<StockTable.Units> units,
            ToLongFunction<StockTable.Units> number,
            MeterRegistry meters) {
        Gauge.builder("inventory_units", units, known -> number.applyAsLong(known.get()))
                .description("Units of all products: on hand = available + held + committed")
                .tag("state", state)
                .strongReference(true)
                .register(meters);
    }
}
