package waybill.order.service.store;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.ProductId;
import waybill.kernel.RefundId;
import waybill.kernel.ReservationId;
import waybill.kernel.ShipmentId;

/** One of every kind of event, with every component filled, and a canary wherever a person may be meant. */
final class Samples {
    /** Stands wherever something personal belongs. */
    static final String CANARY = "canary-ÿ-4711";

    /** The customer of all samples. */
    static final String CUSTOMER = "cust-1";

    private static final UUID ID = UUID.fromString("019aaaaa-0000-7000-8000-000000000001");
    private static final Map<Class<?>, Object> VALUES = new HashMap<>();

    static {
        Currency euro = Currency.getInstance("EUR");
        VALUES.put(int.class, 1);
        VALUES.put(long.class, 1L);
        VALUES.put(boolean.class, true);
        VALUES.put(String.class, "TEXT");
        VALUES.put(Instant.class, Instant.parse("2026-01-31T09:30:00Z"));
        VALUES.put(Duration.class, Duration.ofMinutes(15));
        VALUES.put(Currency.class, euro);
        VALUES.put(Money.class, Money.of(new BigDecimal("10.00"), euro));
        VALUES.put(OrderId.class, OrderId.of(ID));
        VALUES.put(PaymentId.class, PaymentId.of(ID));
        VALUES.put(ReservationId.class, ReservationId.of(ID));
        VALUES.put(ShipmentId.class, ShipmentId.of(ID));
        VALUES.put(RefundId.class, RefundId.of(ID));
        VALUES.put(ProductId.class, new ProductId("MUG"));
        VALUES.put(Map.class, Map.of(CANARY, CANARY));
    }

    private Samples() {}

    /** A record of this type. */
    static <T> T of(Class<T> type) {
        boolean personal = List.of("Address", "Customer", "Remark").contains(type.getSimpleName());
        try {
            List<Class<?>> types = new ArrayList<>();
            List<Object> values = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                types.add(component.getType());
                values.add(value(component, personal));
            }
            Constructor<T> constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException unsuitable) {
            throw new LinkageError("no sample of " + type, unsuitable);
        }
    }

    private static Object value(RecordComponent component, boolean personal) {
        if (component.getType() == String.class) {
            return component.getName().equals("customer") || component.getName().equals("id")
                    ? CUSTOMER
                    : personal ? CANARY : "TEXT";
        }
        return value(component.getGenericType());
    }

    private static Object value(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return List.of(value(generic.getActualTypeArguments()[0]));
        }
        Class<?> plain = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        Object value = VALUES.get(plain);
        if (value != null) {
            return value;
        }
        return plain.isEnum() ? plain.getEnumConstants()[0] : of(plain);
    }
}
