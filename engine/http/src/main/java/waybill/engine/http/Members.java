package waybill.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.json.Pointers;

/** The members of one object in a body: who asked for which, where the object is, and what is wrong with it. */
final class Members {
    private final ObjectNode node;
    private final @Nullable Members parent;
    private final String place;
    private final Complaints complaints;
    private final List<String> read = new ArrayList<>(8);
    private final List<Members> children = new ArrayList<>(2);
    private final boolean missing;

    Members(@Nullable Members parent, String place, @Nullable JsonNode node, Complaints complaints) {
        this.parent = parent;
        this.place = place;
        this.complaints = complaints;
        this.missing = !(node instanceof ObjectNode);
        this.node = node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    /** An object below this one. If it is missing, nothing below it is complained about. */
    Members below(String where, @Nullable JsonNode value) {
        Members child = new Members(this, where, value, complaints);
        children.add(child);
        return child;
    }

    boolean isMissing() {
        return missing;
    }

    int size() {
        return node.size();
    }

    List<String> names() {
        List<String> names = new ArrayList<>(node.size());
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The member's value; null if it is absent or null. */
    @Nullable
    JsonNode present(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            return null;
        }
        if (!read.contains(name)) {
            read.add(name);
        }
        return value.isNull() ? null : value;
    }

    /** The member's string; null if it is absent or null, or no string, which is complained about. */
    @Nullable
    String string(String name) {
        JsonNode value = present(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            complain(name, "WRONG_TYPE", "must be a string");
            return null;
        }
        return value.textValue();
    }

    /** Complains about a required member, unless it is there and was complained about for another reason. */
    void require(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            complain(name, "REQUIRED", "is required");
        }
    }

    void complain(String name, String code, String message) {
        if (!missing) {
            complaints.add(Pointers.member(pointer(), name), code, message);
        }
    }

    /** Whether nothing was wrong yet, anywhere in the body. */
    boolean isSound() {
        return complaints.isEmpty();
    }

    /** Complains about this object as a whole. */
    void complainHere(String code, String message) {
        complaints.add(pointer(), code, message);
    }

    /** Forgets the members that nobody asked for. */
    void ignoreTheRest() {
        read.clear();
        node.removeAll();
    }

    /** Complains about every member, here and below, that nobody asked for. */
    void noteUnknown() {
        if (read.size() < node.size()) {
            for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!read.contains(name)) {
                    complain(name, "UNKNOWN_MEMBER", "is not known here");
                }
            }
        }
        for (Members child : children) {
            child.noteUnknown();
        }
    }

    String pointer(String name) {
        return Pointers.member(pointer(), name);
    }

    private String pointer() {
        return parent == null ? "" : parent.pointer() + "/" + place;
    }
}
