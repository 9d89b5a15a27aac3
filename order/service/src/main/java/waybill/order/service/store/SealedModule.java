package waybill.order.service.store;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.type.MapType;
import org.jspecify.annotations.Nullable;
import waybill.order.domain.Address;
import waybill.order.domain.Customer;
import waybill.order.domain.Remark;
import waybill.order.service.persons.KeyRing;

/** Personal values of events, written only sealed. Whose they are is said by the attribute {@link #CUSTOMER}. */
final class SealedModule extends SimpleModule {
    /** The attribute that holds the id of the customer whom an event is about. */
    static final String CUSTOMER = "customer";

    private static final long serialVersionUID = 1L;

    private final transient KeyRing keys;

    SealedModule(KeyRing keys) {
        this.keys = keys;
        addSerializer(Customer.class, new CustomerWriter(keys));
        addDeserializer(Customer.class, new CustomerReader(keys));
        addSerializer(Address.class, new SealedWriter<>(keys, Personal.ADDRESS));
        addDeserializer(Address.class, new SealedReader<>(keys, Personal.ADDRESS));
        addSerializer(Remark.class, new SealedWriter<>(keys, Personal.REMARK));
        addDeserializer(Remark.class, new SealedReader<>(keys, Personal.REMARK));
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addSerializers(new NotesWriters(keys));
        context.addDeserializers(new NotesReaders(keys));
    }

    private static boolean isNotes(MapType type) {
        return isText(type.getKeyType()) && isText(type.getContentType());
    }

    private static boolean isText(JavaType type) {
        return type.hasRawClass(String.class);
    }

    private static final class NotesWriters extends Serializers.Base {
        private final SealedWriter<?> writer;

        NotesWriters(KeyRing keys) {
            writer = new SealedWriter<>(keys, Personal.NOTES);
        }

        @Override
        public @Nullable JsonSerializer<?> findMapSerializer(
                SerializationConfig config,
                MapType type,
                BeanDescription bean,
                @Nullable JsonSerializer<Object> keys,
                @Nullable TypeSerializer types,
                @Nullable JsonSerializer<Object> values) {
            return isNotes(type) ? writer : null;
        }
    }

    private static final class NotesReaders extends Deserializers.Base {
        private final SealedReader<?> reader;

        NotesReaders(KeyRing keys) {
            reader = new SealedReader<>(keys, Personal.NOTES);
        }

        @Override
        public @Nullable JsonDeserializer<?> findMapDeserializer(
                MapType type,
                DeserializationConfig config,
                BeanDescription bean,
                @Nullable KeyDeserializer keys,
                @Nullable TypeDeserializer types,
                @Nullable JsonDeserializer<?> values) {
            return isNotes(type) ? reader : null;
        }
    }
}
