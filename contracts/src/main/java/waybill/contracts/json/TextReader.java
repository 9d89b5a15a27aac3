package waybill.contracts.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a value from one JSON text, and from nothing else. */
final class TextReader<T> extends StdScalarDeserializer<T> {
    private final Class<T> type;
    private final transient Function<String, T> value;

    TextReader(Class<T> type, Function<String, T> value) {
        super(type);
        this.type = type;
        this.value = value;
    }

    @Override
    @SuppressWarnings("unchecked") // Jackson's own answer: it throws, or returns a value of this type
    public @Nullable T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        if (!in.hasToken(JsonToken.VALUE_STRING)) {
            return (T) context.handleUnexpectedToken(type, in);
        }
        String text = in.getText();
        try {
            return value.apply(text);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            return (T) context.handleWeirdStringValue(type, text, "%s", String.valueOf(e.getMessage()));
        }
    }
}
