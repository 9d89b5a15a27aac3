package waybill.order.service.store;

import java.util.List;
import waybill.engine.core.log.EventCodec;
import waybill.kernel.ReservationId;
import waybill.order.domain.OrderEvent;

/** Reads what earlier versions wrote as what it means today; writes only today's form. */
final class OldForms implements EventCodec<OrderEvent> {
    /** Until expiry had an event of its own, it was told as a release for this reason. */
    private static final String EXPIRED = "EXPIRED";

    private final EventCodec<OrderEvent> codec;

    OldForms(EventCodec<OrderEvent> codec) {
        this.codec = codec;
    }

    @Override
    public String type(OrderEvent event) {
        return codec.type(event);
    }

    @Override
    public byte[] encode(OrderEvent event) {
        return codec.encode(event);
    }

    @Override
    public void comingUp(List<byte[]> data) {
        codec.comingUp(data);
    }

    @Override
    public OrderEvent decode(String type, byte[] data) {
        OrderEvent event = codec.decode(type, data);
        return event instanceof OrderEvent.StockReleased released ? today(released) : event;
    }

    /** It matters which it was: goods whose hold expired are wanted again, goods let go on purpose are not. */
    private static OrderEvent today(OrderEvent.StockReleased released) {
        ReservationId reservation = released.reservation();
        return reservation != null && released.reason().equals(EXPIRED)
                ? new OrderEvent.StockExpired(released.order(), released.attempt(), reservation, released.at())
                : released;
    }
}
