package waybill.server.input.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a good body with a few of its values and members made bad. */
final class AlmostJson {
    private final Chance chance;
    private final Wild wild;
    private final int oneIn;

    /** One of so many places is changed, on average. */
    AlmostJson(Chance chance, Wild wild, int oneIn) {
        this.chance = chance;
        this.wild = wild;
        this.oneIn = oneIn;
    }

    String of(JsonNode node) {
        String text = node.isObject() ? object(node) : node.isArray() ? array(node) : node.toString();
        return chance.once(oneIn) ? wild.value(text) : text;
    }

    private String array(JsonNode node) {
        List<String> elements = new ArrayList<>();
        node.forEach(element -> elements.add(of(element)));
        return "[" + String.join(",", elements) + "]";
    }

    private String object(JsonNode node) {
        List<String> members = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = "\"" + member.getKey() + "\":";
            String value = of(member.getValue());
            members.add(name + value);
            if (chance.once(oneIn * 2)) {
                change(members, name, value);
            }
        }
        return "{" + String.join(",", members) + "}";
    }

    /** Drops, doubles, renames or adds a member. */
    private void change(List<String> members, String name, String value) {
        switch (chance.below(5)) {
            case 0 -> members.removeLast();
            case 1 -> members.add(name + value);
            case 2 -> members.set(members.size() - 1, name.toUpperCase(java.util.Locale.ROOT) + value);
            case 3 -> members.add(wild.quoted(wild.text()) + ":" + value);
            default -> members.add(name + wild.value(value));
        }
    }
}
