package waybill.order.service.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import waybill.order.service.persons.KeyRing;

/** Reads a personal value: sealed, or in clear as the first histories have it. */
final class SealedReader<T> extends JsonDeserializer<T> {
    private final KeyRing keys;
    private final Personal<T> personal;

    SealedReader(KeyRing keys, Personal<T> personal) {
        this.keys = keys;
        this.personal = personal;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        return in.hasToken(JsonToken.VALUE_STRING)
                ? opened(keys, personal, in.getText())
                : personal.read().apply(context.readTree(in).toString().getBytes(StandardCharsets.UTF_8));
    }

    static <T> T opened(KeyRing keys, Personal<T> personal, String sealed) {
        byte[] json = keys.open(personal.kind(), sealed);
        return json == null ? personal.forgotten() : personal.read().apply(json);
    }
}
