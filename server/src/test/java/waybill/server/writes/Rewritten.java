package waybill.server.writes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import waybill.server.Plain;

/** The same JSON written in another way: members in the opposite order, white space wherever it may be. */
final class Rewritten {
    private Rewritten() {}

    static String of(String json) {
        return json.isEmpty() ? "" : text(Plain.read(json)) + "\r\n";
    }

    private static String text(JsonNode node) {
        List<String> parts = new ArrayList<>();
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                parts.addFirst("\"" + member.getKey() + "\"\t:  " + text(member.getValue()));
            }
            return "{\n " + String.join(" ,\n ", parts) + "\n}";
        }
        if (node.isArray()) {
            node.forEach(element -> parts.add(text(element)));
            return "[ " + String.join(" , ", parts) + " ]";
        }
        return node.toString();
    }
}
