package waybill.engine.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads a body into a tree and accepts nothing doubtful: UTF-8 only, one value and nothing after it, no member twice,
 * 32 levels, 64 characters a number, and decimals exactly as written.
 */
public final class StrictJson {
    /** How deep arrays and objects may nest. */
    public static final int DEPTH_MAX = 32;

    private static final int NUMBER_LENGTH_MAX = 64;
    private static final int NAME_LENGTH_MAX = 256;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .build())
            .build();

    private StrictJson() {}

    /**
     * The body's one value.
     *
     * @throws Unreadable if it is not acceptable JSON
     */
    public static JsonNode parse(byte[] body) throws Unreadable {
        requireUtf8(body);
        try (JsonParser parser = FACTORY.createParser(body)) {
            if (parser.nextToken() == null) {
                throw new Unreadable("", "REQUIRED", "must not be empty");
            }
            JsonNode root = value(parser);
            if (parser.nextToken() != null) {
                throw new Unreadable("", "MALFORMED_JSON", "must be one JSON value, but more follows it");
            }
            return root;
        } catch (StreamConstraintsException tooMuch) {
            throw new Unreadable(
                    "", "LIMIT_EXCEEDED", "must not nest deeper than 32 levels, nor have numbers or names that long");
        } catch (JsonProcessingException malformed) {
            throw new Unreadable("", "MALFORMED_JSON", "is not valid JSON" + place(malformed.getLocation()));
        } catch (IOException broken) {
            throw new Unreadable("", "MALFORMED_JSON", "is not valid JSON");
        }
    }

    /** The parser would take some byte sequences that are not UTF-8, such as a slash in two bytes. */
    private static void requireUtf8(byte[] body) throws Unreadable {
        for (byte one : body) {
            if (one < 0) {
                requireDecodable(body);
                return;
            }
        }
    }

    private static void requireDecodable(byte[] body) throws Unreadable {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException notUtf8) {
            throw new Unreadable("", "MALFORMED_JSON", "is not valid UTF-8");
        }
    }

    private static JsonNode value(JsonParser parser) throws IOException, Unreadable {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("not the start of a value: " + parser.currentToken());
        };
    }

    private static ObjectNode object(JsonParser parser) throws IOException, Unreadable {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (object.replace(name, value(parser)) != null) {
                throw new Unreadable(pointer(parser), "DUPLICATE", "must not be there twice");
            }
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) throws IOException, Unreadable {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    /** Exactly as written; a small text like 1e999999999 must not become a large number of digits later. */
    private static JsonNode decimal(JsonParser parser) throws IOException, Unreadable {
        try {
            BigDecimal exact = parser.getDecimalValue();
            if (Math.abs((long) exact.scale()) <= NUMBER_LENGTH_MAX) {
                return DecimalNode.valueOf(exact);
            }
        } catch (NumberFormatException beyondAllExponents) {
            // Said below, like every other number of that size.
        }
        throw new Unreadable(pointer(parser), "LIMIT_EXCEEDED", "must not have more than 64 digits");
    }

    private static String pointer(JsonParser parser) {
        return Pointers.shown(parser.getParsingContext().pathAsPointer().toString());
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** The body is not acceptable JSON; the message says why, without its subject. */
    public static final class Unreadable extends Exception {
        private final String pointer;
        private final String code;

        Unreadable(String pointer, String code, String message) {
            super(message, null, false, false);
            this.pointer = pointer;
            this.code = code;
        }

        /** Where it is wrong; empty for the body as a whole. */
        public String pointer() {
            return pointer;
        }

        /** UPPER_SNAKE, for programs. */
        public String code() {
            return code;
        }

        /** What is wrong. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }
}
