package waybill.order.service.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.contracts.json.WireJson;
import waybill.order.domain.Address;
import waybill.order.domain.Remark;

/**
 * A kind of value that says something about a person.
 *
 * @param kind its name; part of what is sealed, so it never changes
 * @param read reads its JSON, as it is inside the seal, and as it stood in clear in the first histories
 * @param forgotten what stands in its place when the person is forgotten
 */
record Personal<T>(String kind, Function<byte[], T> read, T forgotten) {
    /** Stands for a text that is gone. */
    private static final String FORGOTTEN = "[forgotten]";

    /** A code of ISO 3166 for private use: no country. */
    private static final String NOWHERE = "ZZ";

    static final Personal<Details> DETAILS =
            new Personal<>("customer", json -> WireJson.read(json, Details.class), new Details(null, null));

    static final Personal<Address> ADDRESS = new Personal<>(
            "address",
            json -> WireJson.read(json, Address.class),
            new Address(FORGOTTEN, FORGOTTEN, FORGOTTEN, NOWHERE, null));

    static final Personal<Remark> REMARK =
            new Personal<>("remark", json -> WireJson.read(json, Remark.class), new Remark(FORGOTTEN));

    /** Every map of texts to texts in an order's events is the shop's notes, and may say anything. */
    static final Personal<Map<String, String>> NOTES = new Personal<>("metadata", Personal::notes, Map.of());

    /** What is known of a customer beside the id. */
    record Details(@Nullable String name, @Nullable String email) {
        boolean isEmpty() {
            return name == null && email == null;
        }
    }

    private static Map<String, String> notes(byte[] json) {
        Map<String, String> notes = new LinkedHashMap<>();
        Map<?, ?> written = WireJson.read(json, Map.class);
        written.forEach((name, text) -> notes.put((String) name, (String) text));
        return notes;
    }
}
