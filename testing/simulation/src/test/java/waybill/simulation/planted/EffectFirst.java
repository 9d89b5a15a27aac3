package waybill.simulation.planted;

import java.time.Duration;
import java.util.List;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.NewEvent;
import waybill.engine.core.log.Recorded;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.service.gateway.GatewayRequest;
import waybill.simulation.shop.Machinery;
import waybill.simulation.shop.OtherStore;

/** Has the gateway set money aside while the batch that says so is not committed yet. */
final class EffectFirst<S, E, B> extends OtherStore<S, E, B> {
    private final Machinery.Home home;

    EffectFirst(Machinery.Home home, EventStore<S, E, B> real) {
        super(real);
        this.home = home;
    }

    @Override
    protected List<Recorded<E>> commit(Unit<S, E, B> unit, Batch<S, E, B> batch) {
        for (NewEvent<E> event : batch.events()) {
            if (event.event() instanceof PaymentEvent.PaymentInitiated begun) {
                var _ = Calls.unheard(
                        home.shop().bank(), GatewayRequest.Authorization.after(begun), Duration.ofSeconds(1));
            }
        }
        return unit.commit(batch);
    }
}
