package waybill.order.service.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members of a JSON object that are left out when there is nothing to say. */
final class Present {
    private Present() {}

    /** Names and values in turn; a null value leaves its name out. */
    static Map<String, String> map(@Nullable String... namesAndValues) {
        Map<String, String> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = namesAndValues[i];
            String value = namesAndValues[i + 1];
            if (name != null && value != null) {
                members.put(name, value);
            }
        }
        return members;
    }
}
