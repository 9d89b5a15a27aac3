package waybill.order.service.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import waybill.order.domain.Customer;
import waybill.order.service.persons.KeyRing;

/** Writes a customer: the id in clear, everything else sealed. */
final class CustomerWriter extends JsonSerializer<Customer> {
    private final KeyRing keys;

    CustomerWriter(KeyRing keys) {
        this.keys = keys;
    }

    @Override
    public void serialize(Customer customer, JsonGenerator out, SerializerProvider provider) throws IOException {
        Personal.Details details = new Personal.Details(customer.name(), customer.email());
        out.writeStartObject();
        out.writeStringField("id", customer.id());
        if (!details.isEmpty()) {
            out.writeStringField("sealed", SealedWriter.sealed(keys, Personal.DETAILS, details, provider));
        }
        out.writeEndObject();
    }
}
