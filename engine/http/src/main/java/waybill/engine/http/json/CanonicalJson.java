package waybill.engine.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;

/** One text for everything that is the same JSON: no white space, members in order, numbers without spare zeros. */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** Appends the canonical text of the tree. Only ever compared or hashed, never sent. */
    public static void append(StringBuilder text, JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> object(text, node);
            case ARRAY -> array(text, node);
            case STRING -> string(text, node.textValue());
            case NUMBER -> number(text, node);
            case BOOLEAN, NULL, BINARY, MISSING, POJO -> text.append(node.asText());
        }
    }

    private static void object(StringBuilder text, JsonNode node) {
        String[] names = new String[node.size()];
        Iterator<String> each = node.fieldNames();
        for (int i = 0; i < names.length; i++) {
            names[i] = each.next();
        }
        Arrays.sort(names);
        text.append('{');
        for (String name : names) {
            string(text, name);
            text.append(':');
            append(text, node.get(name));
            text.append(',');
        }
        text.append('}');
    }

    private static void array(StringBuilder text, JsonNode node) {
        text.append('[');
        for (JsonNode element : node) {
            append(text, element);
            text.append(',');
        }
        text.append(']');
    }

    private static void number(StringBuilder text, JsonNode node) {
        if (node.isInt() || node.isLong()) {
            text.append(node.longValue());
        } else {
            BigDecimal exact = node.decimalValue();
            text.append(exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString());
        }
    }

    /** The length goes first, so that no content can look like structure. */
    private static void string(StringBuilder text, String value) {
        text.append(value.length()).append('"').append(value);
    }
}
