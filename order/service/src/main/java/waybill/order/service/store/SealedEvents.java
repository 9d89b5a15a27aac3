package waybill.order.service.store;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.contracts.json.WireForm;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.log.TypedCodec;
import waybill.engine.core.log.UndecodableEvent;
import waybill.order.domain.OrderEvent;
import waybill.order.service.persons.KeyRing;

/** Events of orders as JSON, with everything personal in them sealed under the key of the customer. */
final class SealedEvents implements EventCodec<OrderEvent> {
    private final KeyRing keys;
    private final WireForm form;
    private final TypedCodec<OrderEvent> codec;

    SealedEvents(Map<String, Class<? extends OrderEvent>> classes, KeyRing keys) {
        this.keys = keys;
        this.form = WireForm.with(new SealedModule(keys));
        this.codec = new TypedCodec<>(classes, this::write, form::read);
    }

    private byte[] write(OrderEvent event) {
        String customer = Persons.in(event);
        return customer == null ? form.write(event) : form.write(event, SealedModule.CUSTOMER, customer);
    }

    @Override
    public String type(OrderEvent event) {
        return codec.type(event);
    }

    @Override
    public byte[] encode(OrderEvent event) {
        try {
            return codec.encode(event);
        } catch (IllegalArgumentException failed) {
            throw faultOr(failed);
        }
    }

    @Override
    public void comingUp(List<byte[]> data) {
        keys.comingUp(data);
    }

    @Override
    public OrderEvent decode(String type, byte[] data) {
        try {
            return codec.decode(type, data);
        } catch (UndecodableEvent failed) {
            throw faultOr(failed);
        }
    }

    /** A key that cannot be fetched now says nothing about the event. */
    private static RuntimeException faultOr(RuntimeException failed) {
        for (@Nullable Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreFault fault) {
                return fault;
            }
        }
        return failed;
    }
}
