package waybill.inventory.service;

import java.time.InstantSource;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.commands.Request;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.Origin;
import waybill.engine.core.tracing.Traceparent;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.InventoryDecider;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.InventoryRefusal;
import waybill.inventory.domain.StockLevel;
import waybill.inventory.domain.Warehouse;
import waybill.kernel.OrderId;

/** Holds whose time is over. */
public final class DueHolds {
    private static final String ACTOR = "service:inventory";

    private final ServiceEngine<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal, StockLevel, Announcement>
            engine;
    private final InstantSource clock;

    /** Those of this engine, by this clock. */
    public DueHolds(
            ServiceEngine<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal, StockLevel, Announcement>
                    engine,
            InstantSource clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** A hold may be committed by news of the order that are here and were not heard yet, so those go first. */
    public void due(Deadline deadline) {
        if (engine.isBehind("order", deadline.stream())) {
            return;
        }
        OrderId order = new OrderId(deadline.stream().key());
        InventoryCommand command = InventoryDecider.expireAt(order, deadline.name(), clock.instant());
        Origin origin = new Origin("deadline-" + deadline.stream().name(), null, ACTOR, Traceparent.fresh());
        var _ = engine.runner().submit(new Request<>(deadline.stream(), false, command, origin, null));
    }
}
