package waybill.order.service.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import waybill.order.domain.Customer;
import waybill.order.service.persons.KeyRing;

/** Reads a customer: name and e-mail sealed, or in clear as the first histories have them. */
final class CustomerReader extends JsonDeserializer<Customer> {
    private final KeyRing keys;

    CustomerReader(KeyRing keys) {
        this.keys = keys;
    }

    /** A customer as stored. */
    record Stored(
            String id,
            @Nullable String name,
            @Nullable String email,
            @Nullable String sealed) {}

    @Override
    public Customer deserialize(JsonParser in, DeserializationContext context) throws IOException {
        Stored stored = context.readValue(in, Stored.class);
        String sealed = stored.sealed();
        Personal.Details details = sealed == null
                ? new Personal.Details(stored.name(), stored.email())
                : SealedReader.opened(keys, Personal.DETAILS, sealed);
        return new Customer(stored.id(), details.name(), details.email());
    }
}
