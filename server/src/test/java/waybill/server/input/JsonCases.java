package waybill.server.input;

import static waybill.server.input.BadCase.bad;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Bodies that are no JSON, not in UTF-8, or of the wrong shape. */
final class JsonCases {
    private static final String MALFORMED = "validation-failed MALFORMED_JSON at";
    private static final String LIMIT = "validation-failed LIMIT_EXCEEDED at";
    private static final String TYPE = "validation-failed WRONG_TYPE at";
    private static final String GOOD = "{\"productId\":\"INPUT-GOODS\",\"quantity\":1}";

    static final List<BadCase> SYNTAX = List.of(
            json("nothing", "", "validation-failed REQUIRED at"),
            json("white space", " \r\n\t", "validation-failed REQUIRED at"),
            json("half an object", "{\"productId\":\"INPUT-GOODS\"", MALFORMED),
            json("something after it", GOOD + "x", MALFORMED),
            json("a second one after it", GOOD + GOOD, MALFORMED),
            json("a comma after it", GOOD + ",", MALFORMED),
            json("a NUL after it", GOOD + "\0", MALFORMED),
            json("a comma too much", "{\"productId\":\"INPUT-GOODS\",\"quantity\":1,}", MALFORMED),
            json("a comma too few", "{\"productId\":\"INPUT-GOODS\" \"quantity\":1}", MALFORMED),
            json("no colon", "{\"productId\" \"INPUT-GOODS\",\"quantity\":1}", MALFORMED),
            json("single quotes", "{'productId':'INPUT-GOODS','quantity':1}", MALFORMED),
            json("names without quotes", "{productId:\"INPUT-GOODS\",quantity:1}", MALFORMED),
            json("a comment", "{\"productId\":\"INPUT-GOODS\",/* one */\"quantity\":1}", MALFORMED),
            json("a comment to the end of a line", GOOD + "// one", MALFORMED),
            json("a comment like a script's", "#\n" + GOOD, MALFORMED),
            json("a line break in a string", "{\"productId\":\"INPUT\n-GOODS\",\"quantity\":1}", MALFORMED),
            json("a tab in a string", "{\"productId\":\"INPUT\t-GOODS\",\"quantity\":1}", MALFORMED),
            json("an unknown escape", "{\"productId\":\"INPUT\\x2dGOODS\",\"quantity\":1}", MALFORMED),
            json("half an escape", "{\"productId\":\"INPUT\\u00\",\"quantity\":1}", MALFORMED),
            json("an open string", "{\"productId\":\"INPUT-GOODS", MALFORMED),
            json("True", quantity("True"), MALFORMED),
            json("undefined", quantity("undefined"), MALFORMED),
            json("NaN", quantity("NaN"), MALFORMED),
            json("Infinity", quantity("Infinity"), MALFORMED),
            json("-Infinity", quantity("-Infinity"), MALFORMED),
            json("a leading zero", quantity("01"), MALFORMED),
            json("a leading plus", quantity("+1"), MALFORMED),
            json("a leading point", quantity(".5"), MALFORMED),
            json("a trailing point", quantity("1."), MALFORMED),
            json("hexadecimal", quantity("0x1"), MALFORMED),
            json("half an exponent", quantity("1e"), MALFORMED),
            json("two signs", quantity("--1"), MALFORMED),
            json(
                    "a member twice",
                    "{\"productId\":\"INPUT-GOODS\",\"quantity\":1,\"quantity\":2}",
                    "validation-failed DUPLICATE at /quantity"),
            json(
                    "a member twice, once in escapes",
                    "{\"productId\":\"INPUT-GOODS\",\"quantity\":1,\"\\u0071uantity\":2}",
                    "validation-failed DUPLICATE at /quantity"),
            json(
                    "an XML document",
                    "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///x\">]><a>&b;</a>",
                    MALFORMED));

    static final List<BadCase> LIMITS = List.of(
            json("33 arrays in one another", "[".repeat(33) + "]".repeat(33), LIMIT),
            json("33 levels in a member", quantity("[".repeat(33) + "]".repeat(33)), LIMIT),
            json("100,000 arrays that nobody closes", "[".repeat(100_000), LIMIT),
            json("50,000 objects that nobody closes", "{\"a\":".repeat(50_000), LIMIT),
            json("a number of 65 digits", quantity("1" + "0".repeat(64)), LIMIT),
            json("a number of 4,000 digits", quantity("9".repeat(4_000)), LIMIT),
            json("a number of 200,000 digits", quantity("9".repeat(200_000)), LIMIT),
            json("a fraction of 4,000 digits", quantity("0." + "1".repeat(4_000)), LIMIT),
            json("1e999999999", quantity("1e999999999"), LIMIT + " /quantity"),
            json("1e-999999999", quantity("1e-999999999"), LIMIT + " /quantity"),
            json("an exponent beyond exponents", quantity("1e99999999999999999999"), LIMIT + " /quantity"),
            json("a name of 10,000 characters", "{\"" + "n".repeat(10_000) + "\":1}", LIMIT),
            json(
                    "a string of 250,000 characters",
                    "{\"productId\":\"" + "x".repeat(250_000) + "\",\"quantity\":1}",
                    "validation-failed INVALID at /productId"));

    static final List<BadCase> LETTERS = List.of(
            json("a byte order mark", "\u00ef\u00bb\u00bf" + GOOD, MALFORMED),
            json("UTF-16 with a mark", in(StandardCharsets.UTF_16), MALFORMED),
            json("UTF-16, big end first", in(StandardCharsets.UTF_16BE), MALFORMED),
            json("UTF-16, little end first", in(StandardCharsets.UTF_16LE), MALFORMED),
            json("UTF-32, big end first", in(Charset.forName("UTF-32BE")), MALFORMED),
            json("UTF-32, little end first", in(Charset.forName("UTF-32LE")), MALFORMED),
            json("EBCDIC", in(Charset.forName("IBM1047")), MALFORMED),
            json("a letter in Latin-1", name("\u00e9"), MALFORMED),
            json("a slash in two bytes", name("\u00c0\u00af"), MALFORMED),
            json("a NUL in two bytes", name("\u00c0\u0080"), MALFORMED),
            json("a quote in two bytes", name("\u00c0\u00a2"), MALFORMED),
            json("a letter in too many bytes", name("\u00e0\u0081\u0081"), MALFORMED),
            json("half a letter", name("\u00e2\u0082"), MALFORMED),
            json("half a letter at the end", GOOD + "\u00c3", MALFORMED),
            json("the middle of a letter", name("\u0080"), MALFORMED),
            json("a surrogate in UTF-8", name("\u00ed\u00a0\u0080"), MALFORMED),
            json("an emoji as two surrogates in UTF-8", name("\u00ed\u00a0\u00bd\u00ed\u00b8\u0080"), MALFORMED),
            json("a letter beyond Unicode", name("\u00f4\u0090\u0080\u0080"), MALFORMED),
            json("bytes that UTF-8 does not have", name("\u00fe\u00ff"), MALFORMED),
            json("half a surrogate pair in an escape", name("\\ud83d"), text("/name")),
            json("a pair of surrogates in the wrong order", name("\\ude00\\ud83d"), text("/name")),
            json(
                    "a surrogate in a member's name",
                    "{\"productId\":\"INPUT-GOODS\",\"quantity\":1,\"\\ud83d\":1}",
                    "validation-failed UNKNOWN_MEMBER at /\uFFFD"));

    static final List<BadCase> SHAPES = List.of(
            json("null", "null", TYPE),
            json("true", "true", TYPE),
            json("a number", "1", TYPE),
            json("a string", "\"{}\"", TYPE),
            json("an array", "[]", TYPE),
            json("an array of what it should be", "[" + GOOD + "]", TYPE),
            json(
                    "an unknown member",
                    "{\"productId\":\"INPUT-GOODS\",\"quantity\":1,\"colour\":\"red\"}",
                    "validation-failed UNKNOWN_MEMBER at /colour"),
            json(
                    "a member in other letters",
                    "{\"productID\":\"INPUT-GOODS\",\"quantity\":1}",
                    "validation-failed REQUIRED at /productId & UNKNOWN_MEMBER at /productID"),
            json(
                    "a member without a name",
                    "{\"productId\":\"INPUT-GOODS\",\"quantity\":1,\"\":1}",
                    "validation-failed UNKNOWN_MEMBER at /"),
            json(
                    "a member for JavaScript",
                    "{\"productId\":\"INPUT-GOODS\",\"quantity\":1,\"__proto__\":{}}",
                    "validation-failed UNKNOWN_MEMBER at /__proto__"),
            json(
                    "a member for Jackson",
                    "{\"@class\":\"java.util.HashMap\",\"productId\":\"INPUT-GOODS\",\"quantity\":1}",
                    "validation-failed UNKNOWN_MEMBER at /@class"),
            json(
                    "a name with a slash",
                    "{\"productId\":\"INPUT-GOODS\",\"quantity\":1,\"a/b~c\":1}",
                    "validation-failed UNKNOWN_MEMBER at /a~1b~0c"));

    /** No member takes another type than its own, and none that is required takes null. */
    private static final Map<String, List<String>> OTHER_TYPES = Map.of(
            "/customer", List.of("\"cust\"", "[]", "7", "true"),
            "/customer/id", List.of("7", "true", "{}", "[\"cust\"]"),
            "/currency", List.of("978", "{}", "[\"EUR\"]"),
            "/items", List.of("{}", "\"none\"", "1"),
            "/items/0", List.of("\"T-shirt\"", "[]", "1"),
            "/items/0/quantity", List.of("\"2\"", "2.0", "1.5", "1e2", "true", "[2]", "{}"),
            "/items/0/price", List.of("true", "{}", "[\"1\"]", "\"1e3\"", "\"\"", "\" 1\"", "\"1,00\"", "\"\u0661\""),
            "/shippingAddress", List.of("\"1 Main St\"", "[]"),
            "/payment/token", List.of("7", "{}"));

    static final List<BadCase> TYPES = OTHER_TYPES.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .flatMap(member -> member.getValue().stream()
                    .map(value -> order(value + " at " + member.getKey(), member.getKey(), value, "WRONG_TYPE")))
            .toList();

    static final List<BadCase> NULLS = Stream.of(
                    "/customer",
                    "/customer/id",
                    "/currency",
                    "/items",
                    "/items/0/productId",
                    "/items/0/quantity",
                    "/items/0/price",
                    "/shippingAddress",
                    "/shippingAddress/street",
                    "/shippingAddress/city",
                    "/shippingAddress/zip",
                    "/shippingAddress/country",
                    "/payment",
                    "/payment/token")
            .map(pointer -> order("null at " + pointer, pointer, "null", "REQUIRED"))
            .toList();

    private JsonCases() {}

    private static BadCase json(String name, String bytes, String says) {
        return bad("a body with " + name, Ask.post("/inventory/receive", "").saying(bytes), 400, says);
    }

    private static BadCase order(String name, String pointer, String value, String code) {
        return bad(
                name,
                Ask.post("/orders", Orders.with(pointer, value)),
                400,
                "validation-failed " + code + " at " + pointer);
    }

    private static String text(String pointer) {
        return "validation-failed INVALID_TEXT at " + pointer;
    }

    private static String quantity(String number) {
        return "{\"productId\":\"INPUT-GOODS\",\"quantity\":" + number + "}";
    }

    private static String name(String bytes) {
        return "{\"productId\":\"INPUT-GOODS\",\"quantity\":1,\"name\":\"" + bytes + "\"}";
    }

    private static String in(Charset charset) {
        return new String(GOOD.getBytes(charset), StandardCharsets.ISO_8859_1);
    }
}
