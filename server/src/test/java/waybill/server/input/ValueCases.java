package waybill.server.input;

import static waybill.server.input.BadCase.bad;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Values out of range, money that does not exist, letters that hide, and card numbers wherever people write. */
final class ValueCases {
    private static final String CARD = "4111111111111111";
    private static final String LINE = "{\"productId\":\"%s\",\"quantity\":1,\"price\":\"1.00\"}";

    static final List<BadCase> NUMBERS = List.of(
            order("no units", "/items/0/quantity", "0", "OUT_OF_RANGE"),
            order("fewer than no units", "/items/0/quantity", "-1", "OUT_OF_RANGE"),
            order("a unit too many", "/items/0/quantity", "1000001", "OUT_OF_RANGE"),
            order("2^31 units", "/items/0/quantity", "2147483648", "OUT_OF_RANGE"),
            order("2^32 and one units", "/items/0/quantity", "4294967297", "OUT_OF_RANGE"),
            order("2^64 and one units", "/items/0/quantity", "18446744073709551617", "OUT_OF_RANGE"),
            order("10^50 units", "/items/0/quantity", "1" + "0".repeat(50), "OUT_OF_RANGE"),
            order("a negative price", "/items/0/price", "\"-0.01\"", "OUT_OF_RANGE"),
            order("a price below zero by its sign only", "/items/0/price", "\"-0.00\"", "OUT_OF_RANGE"),
            order("a negative price as a number", "/items/0/price", "-1", "OUT_OF_RANGE"),
            order("a price over 10^12", "/items/0/price", "\"1000000000000.01\"", "OUT_OF_RANGE"),
            order("a price over 10^12 minor units", "/items/0/price", "\"10000000000.01\"", "OUT_OF_RANGE"),
            order("a price with an exponent in a string", "/items/0/price", "\"1e3\"", "WRONG_TYPE"),
            order("a price in Arabic digits", "/items/0/price", "\"\u0661\"", "WRONG_TYPE"),
            order("a price in full-width digits", "/items/0/price", "\"\uff11\"", "WRONG_TYPE"),
            order("a price with its currency", "/items/0/price", "\"1 EUR\"", "WRONG_TYPE"),
            order("a price with a separator", "/items/0/price", "\"1,000.00\"", "WRONG_TYPE"),
            order("a price in hexadecimal", "/items/0/price", "\"0x10\"", "WRONG_TYPE"),
            order("a price that is NaN", "/items/0/price", "\"NaN\"", "WRONG_TYPE"),
            order("a price with a plus", "/items/0/price", "\"+1\"", "WRONG_TYPE"),
            order("a price with 41 digits", "/items/0/price", "\"" + "0".repeat(41) + "\"", "WRONG_TYPE"),
            precise("a price with three decimals", "/items/0/price", "\"1.001\""),
            precise("a price with three decimals as a number", "/items/0/price", "1.001"),
            precise("a price with decimals below floating point", "/items/0/price", "1.0000000000000000000000001"),
            bad(
                    "half a yen",
                    Ask.post("/orders", Orders.with(Map.of("/currency", "\"JPY\"", "/items/0/price", "\"0.5\""))),
                    422,
                    "amount-precision AMOUNT_PRECISION at /items/0/price"),
            order("a total of nothing", "/items/0/price", "\"0\"", "OUT_OF_RANGE at /items"),
            order("a total over 10^12 minor units", "/items/0/price", "\"5000000000.01\"", "OUT_OF_RANGE at /items"),
            order("an expected total that is no number", "/expectedTotal", "\"ten\"", "WRONG_TYPE"),
            precise("an expected total with three decimals", "/expectedTotal", "\"21.981\""));

    static final List<BadCase> CODES = List.of(
            order("a currency nobody knows", "/currency", "\"XYQ\"", "INVALID"),
            order("the currency for no currency", "/currency", "\"XXX\"", "INVALID"),
            order("the currency for tests", "/currency", "\"XTS\"", "INVALID"),
            order("gold", "/currency", "\"XAU\"", "INVALID"),
            order("a currency in small letters", "/currency", "\"eur\"", "INVALID"),
            order("a currency in Cyrillic", "/currency", "\"\u0415UR\"", "INVALID"),
            order("a currency with a space", "/currency", "\"EUR \"", "INVALID"),
            order("an empty currency", "/currency", "\"\"", "INVALID"),
            order("a country by its name", "/shippingAddress/country", "\"Germany\"", "INVALID"),
            order("a country of three letters", "/shippingAddress/country", "\"DEU\"", "INVALID"),
            order("a country in small letters", "/shippingAddress/country", "\"de\"", "INVALID"),
            order("a country that is none", "/shippingAddress/country", "\"XX\"", "INVALID"),
            order("a product with a space", "/items/0/productId", "\"T SHIRT\"", "INVALID"),
            order("a product with a slash", "/items/0/productId", "\"T/SHIRT\"", "INVALID"),
            order("a product that begins with a dot", "/items/0/productId", "\"..\"", "INVALID"),
            order("a product that ends with a line", "/items/0/productId", "\"SHIRT\\n\"", "INVALID"),
            order(
                    "a product whose id has 65 characters",
                    "/items/0/productId",
                    "\"" + "P".repeat(65) + "\"",
                    "INVALID"),
            order("a product in Greek", "/items/0/productId", "\"\u03a4\"", "INVALID"),
            order("an empty product", "/items/0/productId", "\"\"", "INVALID"),
            order("a token with a space", "/payment/token", "\"tok ok\"", "INVALID"),
            order("a token with an umlaut", "/payment/token", "\"tok_\u00f6k\"", "INVALID"),
            order("a token of 257 characters", "/payment/token", "\"" + "t".repeat(257) + "\"", "INVALID"),
            order("a confirmation in capitals", "/confirmation", "\"AUTO\"", "INVALID"),
            order("a confirmation that is empty", "/confirmation", "\"\"", "INVALID"),
            order("no lines", "/items", "[]", "OUT_OF_RANGE"),
            order("101 lines", "/items", lines(101), "OUT_OF_RANGE"),
            order("a product on two lines", "/items", twice(), "DUPLICATE at /items/1/productId"));

    static final List<BadCase> LETTERS = List.of(
            name("a NUL", "a\\u0000b"),
            name("a line break", "a\\nb"),
            name("a return", "a\\rb"),
            name("a tab", "a\\tb"),
            name("an escape character", "\\u001b[31mred"),
            name("a DEL", "a\\u007fb"),
            name("a control character of Latin-1", "a\\u0085b"),
            name("a line separator", "a\\u2028b"),
            name("a paragraph separator", "a\\u2029b"),
            name("writing from right to left", "\\u202egpj.exe"),
            name("an embedded direction", "\\u202aleft"),
            name("an isolated direction", "\\u2066left\\u2069"),
            name("half a surrogate pair", "A\\ud83d"),
            name("257 characters", "n".repeat(257)),
            name("257 emoji", "\\ud83d\\ude00".repeat(257)),
            order("a name of spaces", "/customer/name", "\"   \"", "OUT_OF_RANGE"),
            order("a name of unusual spaces", "/customer/name", "\"\\u00a0\\u3000\"", "OUT_OF_RANGE"),
            order("a name of what has no width", "/customer/name", "\"\\u200b\\u2060\\ufeff\\u200d\"", "OUT_OF_RANGE"),
            order("an empty name", "/customer/name", "\"\"", "OUT_OF_RANGE"));

    static final List<BadCase> CARDS = Stream.of(
                    Stream.of(
                                    "/customer/id",
                                    "/customer/name",
                                    "/customer/email",
                                    "/items/0/name",
                                    "/shippingAddress/street",
                                    "/shippingAddress/city",
                                    "/shippingAddress/zip",
                                    "/shippingAddress/state",
                                    "/payment/method")
                            .map(pointer ->
                                    order("a card number at " + pointer, pointer, '"' + CARD + '"', "INVALID_TEXT")),
                    Stream.of(
                                    "4111 1111 1111 1111",
                                    "4111-1111-1111-1111",
                                    "4111.1111.1111.1111",
                                    "4111\\u00a01111\\u00a01111\\u00a01111",
                                    "4111\\u20131111\\u20131111\\u20131111",
                                    "4111  1111  1111  1111",
                                    "4111\\u200b1111\\u200b1111\\u200b1111",
                                    "\\uff14\\uff11\\uff11\\uff11\\uff11\\uff11\\uff11\\uff11\\uff11\\uff11\\uff11\\uff11\\uff11\\uff11\\uff11\\uff11",
                                    "my card is 4111 1111 1111 1111 12/27 123",
                                    "(4111111111111111)",
                                    "12/27 4111 1111 1111 1111",
                                    "3782 822463 10005",
                                    "5555-5555-5555-4444",
                                    "2223003122003222",
                                    "6011000990139424",
                                    "30569309025904",
                                    "6200000000000005")
                            .map(text -> name("the card number " + text, text)),
                    Stream.of(
                            order("a card number for a token", "/payment/token", '"' + CARD + '"', "INVALID"),
                            order(
                                    "a card number in the metadata",
                                    "/metadata",
                                    "{\"note\":\"" + CARD + "\"}",
                                    "INVALID_TEXT at /metadata/note"),
                            order(
                                    "a card number as metadata's name",
                                    "/metadata",
                                    "{\"" + CARD + "\":\"x\"}",
                                    "INVALID_NAME at /metadata/" + CARD),
                            write(
                                    "a card number as a reference",
                                    "/inventory/receive",
                                    FramingCases.BODY.replace("}", ",\"reference\":\"" + CARD + "\"}"),
                                    "INVALID_TEXT at /reference"),
                            write(
                                    "a card number in a product's name",
                                    "/inventory/receive",
                                    FramingCases.BODY.replace("}", ",\"name\":\"" + CARD + "\"}"),
                                    "INVALID_TEXT at /name"),
                            write(
                                    "a card number as a reason to hold",
                                    "/orders/@PLACED@/holds",
                                    "{\"reason\":\"" + CARD + "\"}",
                                    "INVALID_TEXT at /reason"),
                            write(
                                    "a card number as a reason to refund",
                                    "/orders/@SHIPPED@/refunds",
                                    "{\"amount\":\"1.00\",\"reason\":\"" + CARD + "\"}",
                                    "INVALID_TEXT at /reason"),
                            write(
                                    "a card number as a reason to release",
                                    "/inventory/release",
                                    "{\"orderId\":\"@RESERVED@\",\"reason\":\"" + CARD + "\"}",
                                    "INVALID_TEXT at /reason"),
                            write(
                                    "a card number to pay with",
                                    "/orders/@UNPAID@/payments",
                                    "{\"token\":\"" + CARD + "\"}",
                                    "INVALID at /token"),
                            write(
                                    "a card number as a carrier",
                                    "/orders/@CONFIRMED@/fulfill",
                                    "{\"carrier\":\"" + CARD + "\"}",
                                    "INVALID_TEXT at /carrier"),
                            write(
                                    "a card number as a payment's reference",
                                    "/payments/capture",
                                    "{\"paymentId\":\"@AUTHORIZED@\",\"reference\":\"" + CARD + "\"}",
                                    "INVALID at /reference"),
                            bad(
                                    "a card number as a reason to cancel",
                                    Ask.delete("/orders/@PLACED@?reason=" + CARD),
                                    400,
                                    "validation-failed INVALID_TEXT at /query/reason"),
                            bad(
                                    "a card number as a reason to cancel, with spaces",
                                    Ask.delete("/orders/@PLACED@?reason=4111+1111+1111+1111"),
                                    400,
                                    "validation-failed INVALID_TEXT at /query/reason"),
                            bad(
                                    "a reason to cancel of 257 characters",
                                    Ask.delete("/orders/@PLACED@?reason=" + "r".repeat(257)),
                                    400,
                                    "validation-failed INVALID_TEXT at /query/reason"),
                            bad(
                                    "an empty reason to cancel",
                                    Ask.delete("/orders/@PLACED@?reason="),
                                    400,
                                    "validation-failed REQUIRED at /query/reason")))
            .flatMap(some -> some)
            .toList();

    static final List<BadCase> METADATA = List.of(
            order("metadata that is a list", "/metadata", "[]", "WRONG_TYPE"),
            order("metadata that is a number", "/metadata", "{\"a\":1}", "WRONG_TYPE at /metadata/a"),
            order("metadata that is null", "/metadata", "{\"a\":null}", "REQUIRED at /metadata/a"),
            order("metadata in metadata", "/metadata", "{\"a\":{}}", "WRONG_TYPE at /metadata/a"),
            order("metadata that is empty", "/metadata", "{\"a\":\"\"}", "OUT_OF_RANGE at /metadata/a"),
            order("metadata without a name", "/metadata", "{\"\":\"x\"}", "INVALID_NAME at /metadata/"),
            order(
                    "metadata with a name of 65 characters",
                    "/metadata",
                    "{\"" + "n".repeat(65) + "\":\"x\"}",
                    "INVALID_NAME at /metadata/" + "n".repeat(64)),
            order(
                    "metadata with a NUL in its name",
                    "/metadata",
                    "{\"a\\u0000\":\"x\"}",
                    "INVALID_NAME at /metadata/a\uFFFD"),
            order("51 metadata", "/metadata", metadata(51), "OUT_OF_RANGE"),
            order(
                    "metadata of 257 characters",
                    "/metadata",
                    "{\"a\":\"" + "x".repeat(257) + "\"}",
                    "INVALID_TEXT at /metadata/a"),
            order("a cent of difference to the expected total", "/expectedTotal", "\"21.99\"", "409 total-mismatch"));

    static final List<BadCase> OTHERS = List.of(
            write("a receipt of nothing", "/inventory/receive", goods("0"), "OUT_OF_RANGE at /quantity"),
            write("a receipt of too much", "/inventory/receive", goods("1000001"), "OUT_OF_RANGE at /quantity"),
            write("an adjustment by nothing", "/inventory/adjust", goods("0"), "OUT_OF_RANGE at /quantity"),
            write("an adjustment by minus nothing", "/inventory/adjust", goods("-0"), "OUT_OF_RANGE at /quantity"),
            write("an adjustment by too much", "/inventory/adjust", goods("-1000001"), "OUT_OF_RANGE at /quantity"),
            write("a hold for no time", "/inventory/reserve", hold("PT0S"), "OUT_OF_RANGE at /expiresIn"),
            write("a hold for less than no time", "/inventory/reserve", hold("-PT1M"), "INVALID at /expiresIn"),
            write("a hold for a year", "/inventory/reserve", hold("P365D"), "OUT_OF_RANGE at /expiresIn"),
            write("a hold for ever", "/inventory/reserve", hold("PT99999999999999999999H"), "INVALID at /expiresIn"),
            write("a hold for a number", "/inventory/reserve", hold("900"), "INVALID at /expiresIn"),
            write("a hold in small letters", "/inventory/reserve", hold("pt15m"), "INVALID at /expiresIn"),
            write(
                    "a hold for half a minute too much",
                    "/inventory/reserve",
                    hold("PT15M30.5S"),
                    "INVALID at /expiresIn"),
            write(
                    "a refund of nothing",
                    "/payments/refund",
                    money("@CAPTURED@", "\"0.00\""),
                    "OUT_OF_RANGE at /amount"),
            write("a negative refund", "/payments/refund", money("@CAPTURED@", "\"-1.00\""), "OUT_OF_RANGE at /amount"),
            write(
                    "a refund that names no amount",
                    "/payments/refund",
                    "{\"paymentId\":\"@CAPTURED@\"}",
                    "REQUIRED at /amount"),
            write(
                    "a refund for a sentence",
                    "/payments/refund",
                    "{\"paymentId\":\"@CAPTURED@\",\"amount\":\"1.00\",\"reason\":\"it is broken\"}",
                    "INVALID at /reason"),
            write("a refund of neither money nor goods", "/orders/@SHIPPED@/refunds", "{}", "REQUIRED at /amount"),
            write(
                    "a parcel of line 0",
                    "/orders/@CONFIRMED@/fulfill",
                    parcel("0", "1"),
                    "OUT_OF_RANGE at /items/0/line"),
            write(
                    "a parcel of line 101",
                    "/orders/@CONFIRMED@/fulfill",
                    parcel("101", "1"),
                    "OUT_OF_RANGE at /items/0/line"),
            write(
                    "a parcel of no units",
                    "/orders/@CONFIRMED@/fulfill",
                    parcel("1", "0"),
                    "OUT_OF_RANGE at /items/0/quantity"),
            write("an empty parcel", "/orders/@CONFIRMED@/fulfill", "{\"items\":[]}", "OUT_OF_RANGE at /items"),
            write("a hold without a reason", "/orders/@PLACED@/holds", "{}", "REQUIRED at /reason"),
            write("a process with orders", "/orders/@PLACED@/process", "{\"force\":true}", "UNKNOWN_MEMBER at /force"),
            bad(
                    "half a cent of a refund",
                    Ask.post("/payments/refund", money("@CAPTURED@", "\"0.005\"")),
                    422,
                    "amount-precision AMOUNT_PRECISION at /amount"),
            bad(
                    "a body where none belongs",
                    Ask.delete("/orders/@PLACED@")
                            .and("Content-Type: application/json")
                            .and("Content-Length: @LENGTH@")
                            .saying("{\"reason\":\"late\"}"),
                    400,
                    "validation-failed UNKNOWN_MEMBER at /reason"),
            bad(
                    "an address without a street",
                    Ask.put(
                            "/orders/@PLACED@",
                            "{\"shippingAddress\":{\"city\":\"Berlin\",\"zip\":\"10115\",\"country\":\"DE\"}}"),
                    400,
                    "validation-failed REQUIRED at /shippingAddress/street"));

    private ValueCases() {}

    /** {@code told} is a fault at this pointer, or one with a pointer of its own, or a status and a slug. */
    private static BadCase order(String name, String pointer, String value, String told) {
        Ask ask = Ask.post("/orders", Orders.with(pointer, value));
        if (told.startsWith("409 ")) {
            return bad(name, ask, 409, told.substring(4));
        }
        return bad(name, ask, 400, "validation-failed " + (told.contains(" at ") ? told : told + " at " + pointer));
    }

    private static BadCase name(String name, String escaped) {
        return order("a name with " + name, "/customer/name", '"' + escaped + '"', "INVALID_TEXT");
    }

    private static BadCase precise(String name, String pointer, String value) {
        return bad(
                name,
                Ask.post("/orders", Orders.with(pointer, value)),
                422,
                "amount-precision AMOUNT_PRECISION at " + pointer);
    }

    private static BadCase write(String name, String path, String json, String told) {
        return bad(name, Ask.post(path, json), 400, "validation-failed " + told);
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> LINE.formatted("P" + n))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String twice() {
        return "[" + LINE.formatted("A") + "," + LINE.formatted("A") + "]";
    }

    private static String metadata(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> "\"k" + n + "\":\"v\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String goods(String quantity) {
        return "{\"productId\":\"INPUT-GOODS\",\"quantity\":" + quantity + "}";
    }

    private static String hold(String time) {
        return "{\"orderId\":\"@NOBODY@\",\"items\":[{\"productId\":\"INPUT-GOODS\",\"quantity\":1}],\"expiresIn\":\""
                + time + "\"}";
    }

    private static String money(String payment, String amount) {
        return "{\"paymentId\":\"" + payment + "\",\"amount\":" + amount + "}";
    }

    private static String parcel(String line, String quantity) {
        return "{\"items\":[{\"line\":" + line + ",\"quantity\":" + quantity + "}]}";
    }
}
