package waybill.contracts.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.function.Function;
import waybill.kernel.EventId;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.ProductId;
import waybill.kernel.RefundId;
import waybill.kernel.ReservationId;
import waybill.kernel.ShipmentId;
import waybill.kernel.TransactionId;

/** The kernel's values, and the JDK's times, as one JSON text each. */
final class KernelTypes extends SimpleModule {
    private static final long serialVersionUID = 1L;

    KernelTypes() {
        text(OrderId.class, OrderId::value, OrderId::new);
        text(PaymentId.class, PaymentId::value, PaymentId::new);
        text(ReservationId.class, ReservationId::value, ReservationId::new);
        text(ShipmentId.class, ShipmentId::value, ShipmentId::new);
        text(RefundId.class, RefundId::value, RefundId::new);
        text(EventId.class, EventId::value, EventId::new);
        text(TransactionId.class, TransactionId::value, TransactionId::new);
        text(ProductId.class, ProductId::value, ProductId::new);
        addKeySerializer(ProductId.class, new ProductKeyWriter());
        addKeyDeserializer(ProductId.class, new ProductKeyReader());
        text(Money.class, Money::toString, KernelTypes::money);
        text(Currency.class, Currency::getCurrencyCode, Currency::getInstance);
        text(Instant.class, Timestamps::write, Timestamps::read);
        text(Duration.class, Duration::toString, Duration::parse);
    }

    private <T> void text(Class<T> type, Function<T, String> write, Function<String, T> read) {
        addSerializer(type, new TextWriter<>(type, write));
        addDeserializer(type, new TextReader<>(type, read));
    }

    private static final class ProductKeyWriter extends StdScalarSerializer<ProductId> {
        private static final long serialVersionUID = 1L;

        ProductKeyWriter() {
            super(ProductId.class);
        }

        @Override
        public void serialize(ProductId key, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeFieldName(key.value());
        }
    }

    private static final class ProductKeyReader extends KeyDeserializer {
        @Override
        public ProductId deserializeKey(String key, DeserializationContext context) throws IOException {
            Optional<ProductId> product = ProductId.parse(key);
            if (product.isEmpty()) {
                throw context.weirdKeyException(ProductId.class, key, "not a product id");
            }
            return product.get();
        }
    }

    /** Exactly what Money writes: all digits of the currency, one space, the code. */
    private static Money money(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("no currency: " + text);
        }
        Money money =
                Money.of(new BigDecimal(text.substring(0, space)), Currency.getInstance(text.substring(space + 1)));
        if (!money.toString().equals(text)) {
            throw new IllegalArgumentException("should be written " + money + ": " + text);
        }
        return money;
    }
}
