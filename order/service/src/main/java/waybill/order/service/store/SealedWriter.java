package waybill.order.service.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.Map;
import waybill.contracts.json.WireJson;
import waybill.order.service.persons.KeyRing;

/** Writes a personal value as one sealed text; refuses to write it when it is not said whose it is. */
final class SealedWriter<T> extends JsonSerializer<T> {
    private final KeyRing keys;
    private final Personal<T> personal;

    SealedWriter(KeyRing keys, Personal<T> personal) {
        this.keys = keys;
        this.personal = personal;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
        if (value instanceof Map<?, ?> none && none.isEmpty()) {
            out.writeStartObject();
            out.writeEndObject();
        } else {
            out.writeString(sealed(keys, personal, value, provider));
        }
    }

    static <T> String sealed(KeyRing keys, Personal<T> personal, T value, SerializerProvider provider)
            throws JsonMappingException {
        if (!(provider.getAttribute(SealedModule.CUSTOMER) instanceof String customer)) {
            throw JsonMappingException.from(provider, "a " + personal.kind() + " of nobody would be stored in clear");
        }
        return keys.toSealWith(customer).seal(personal.kind(), WireJson.write(value));
    }
}
