package waybill.server.input;

import static waybill.server.input.BadCase.bad;

import java.util.List;

/** Ids, paths and queries. */
final class PathCases {
    private static final String TAIL = "1kantm5x9f3sb2q7h6m0r4d8e";
    private static final String NOT_FOUND = "not-found";

    static final List<BadCase> IDS = List.of(
            id("of a payment", "pay_0" + TAIL),
            id("without a prefix", "0" + TAIL),
            id("with another prefix", "order_0" + TAIL),
            id("with a hyphen", "ord-0" + TAIL),
            id("in capitals", "ord_0" + TAIL.toUpperCase(java.util.Locale.ROOT)),
            id("with a capital prefix", "ORD_0" + TAIL),
            id("over 128 bits", "ord_8" + TAIL),
            id("of 25 characters", "ord_" + TAIL),
            id("of 27 characters", "ord_00" + TAIL),
            id("with a letter that base32 does not have", "ord_0" + TAIL.replace('k', 'i')),
            id("with a hyphen in it", "ord_0" + TAIL.replace('k', '-')),
            id("with a space after it", "ord_0" + TAIL + "%20"),
            id("with a line after it", "ord_0" + TAIL + "%E2%80%A8"),
            id("in UUID form", "0190a5b4-7e8a-7000-8000-000000000000"),
            id("that is a number", "1"),
            id("that is a statement", "1'%20OR%20'1'='1"),
            id("that is a template", "$%7Bjndi:ldap:%2F%2Fx%7D"),
            bad(
                    "a payment's id of an order",
                    Ask.get("/payments/ord_0" + TAIL),
                    400,
                    "validation-failed INVALID at /path/id"),
            bad(
                    "a product that is none",
                    Ask.get("/inventory/items/-"),
                    400,
                    "validation-failed INVALID at /path/productId"),
            bad(
                    "a product of 65 characters",
                    Ask.get("/inventory/items/" + "P".repeat(65)),
                    400,
                    "validation-failed INVALID at /path/productId"),
            bad(
                    "a reservation of no order",
                    Ask.get("/inventory/reservations/res_0" + TAIL),
                    400,
                    "validation-failed INVALID at /path/orderId"),
            bad("an order that nobody has made", Ask.get("/orders/@NOBODY@"), 404, NOT_FOUND),
            bad("a payment that nobody has made", Ask.get("/payments/pay_0" + TAIL), 404, NOT_FOUND),
            bad("a product that nobody has received", Ask.get("/inventory/items/NEVER-SEEN"), 404, NOT_FOUND),
            bad(
                    "an id in a body of another kind",
                    Ask.post("/payments/void", "{\"paymentId\":\"@PLACED@\"}"),
                    400,
                    "validation-failed INVALID at /paymentId"),
            bad(
                    "an order's id in a body in capitals",
                    Ask.post("/inventory/release", "{\"orderId\":\"ORD_0" + TAIL + "\"}"),
                    400,
                    "validation-failed INVALID at /orderId"));

    static final List<BadCase> PATHS = List.of(
            path("nothing at all", "/nowhere"),
            path("the root", "/"),
            path("capitals", "/Orders"),
            path("a slash at the end", "/orders/"),
            path("two slashes", "//orders"),
            path("two slashes inside", "/orders//@PLACED@"),
            path("a slash in escapes", "/orders%2F@PLACED@"),
            path("an id with a slash in escapes", "/inventory/items%2fINPUT-GOODS"),
            path("a step back", "/orders/../orders"),
            path("a step back in escapes", "/orders/%2e%2e/orders"),
            path("a step back to files", "/../../../../etc/passwd"),
            path("a step to files in escapes", "/docs/..%2f..%2f..%2fetc%2fpasswd"),
            path("a step on the spot", "/./orders"),
            path("a parameter of a segment", "/orders;a=b"),
            path("a session in the path", "/orders;jsessionid=1"),
            path("a NUL", "/orders/%00"),
            path("a NUL after an id", "/orders/@PLACED@%00"),
            path("a line break", "/orders/%0d%0aX-Header:%20x"),
            path("a slash in too many bytes", "/orders/%c0%af"),
            path("half a letter", "/orders/%e2%82"),
            path("a surrogate", "/orders/%ed%a0%80"),
            path("UTF-16", "/orders/%ff%feo"),
            path("a thing of a thing of a thing", "/orders/@PLACED@/events/1/2/3"),
            bad("half an escape", Ask.get("/orders/%4"), 400, "validation-failed MALFORMED_REQUEST at"),
            bad("an escape that is none", Ask.get("/orders/%zz"), 400, "validation-failed MALFORMED_REQUEST at"),
            bad("a percent sign", Ask.get("/orders/%"), 400, "validation-failed MALFORMED_REQUEST at"),
            bad("a problem that is none", Ask.get("/problems/no-such-problem"), 404, NOT_FOUND));

    static final List<BadCase> QUERIES = List.of(
            query("an unknown parameter", "/orders?colour=red", "UNKNOWN_PARAMETER", "colour"),
            query("a parameter in other letters", "/orders?Limit=1", "UNKNOWN_PARAMETER", "Limit"),
            query("a parameter where there are none", "/payments/@AUTHORIZED@?a=b", "UNKNOWN_PARAMETER", "a"),
            query("a parameter without a name", "/orders?=1", "UNKNOWN_PARAMETER", ""),
            query("an ampersand too much", "/orders?limit=1&", "UNKNOWN_PARAMETER", ""),
            query("a parameter twice", "/orders?limit=1&limit=2", "DUPLICATE", "limit"),
            query("a parameter twice, once in escapes", "/orders?limit=1&%6cimit=2", "DUPLICATE", "limit"),
            query("a NUL", "/orders?customerId=a%00b", "MALFORMED", "customerId"),
            query("a line break", "/orders?customerId=a%0ab", "MALFORMED", "customerId"),
            query("half a letter", "/orders?customerId=%e2%82", "MALFORMED", "customerId"),
            query("a quote in too many bytes", "/orders?customerId=%c0%a2", "MALFORMED", "customerId"),
            query("a limit of 0", "/orders?limit=0", "OUT_OF_RANGE", "limit"),
            query("a limit of 201", "/orders?limit=201", "OUT_OF_RANGE", "limit"),
            query("a limit of -1", "/orders?limit=-1", "INVALID", "limit"),
            query("a limit of +1", "/orders?limit=%2B1", "INVALID", "limit"),
            query("a limit of 1.0", "/orders?limit=1.0", "INVALID", "limit"),
            query("a limit of 2^32 and one", "/orders?limit=4294967297", "OUT_OF_RANGE", "limit"),
            query("a limit of many digits", "/orders?limit=" + "9".repeat(400), "INVALID", "limit"),
            query("a limit that is a word", "/orders?limit=abc", "INVALID", "limit"),
            query("a limit in Arabic", "/orders?limit=%D9%A1", "INVALID", "limit"),
            query("an empty limit", "/orders?limit=", "INVALID", "limit"),
            query("a limit without a value", "/orders?limit", "INVALID", "limit"),
            query("an empty cursor", "/orders?cursor=", "INVALID", "cursor"),
            query("a made up cursor", "/orders?cursor=abc", "INVALID", "cursor"),
            query("a cut off cursor", "/orders?cursor=1769851800041870.ord_0" + TAIL.substring(1), "INVALID", "cursor"),
            query("a cursor before all time", "/orders?cursor=-1.ord_0" + TAIL, "INVALID", "cursor"),
            query("a cursor of another list", "/orders?cursor=1769851800041870.evt_0" + TAIL, "INVALID", "cursor"),
            query(
                    "a cursor of products for movements",
                    "/inventory/items/INPUT-GOODS/movements?cursor=INPUT-GOODS",
                    "INVALID",
                    "cursor"),
            query("a cursor that is a statement", "/inventory/items?cursor=';DROP+TABLE+stock--", "INVALID", "cursor"),
            query("a cursor of the till", "/sandbox/transactions?cursor=abc", "INVALID", "cursor"),
            query("a cursor of what is parked", "/parked-events?cursor=abc", "INVALID", "cursor"),
            query("a position that nobody gave out", "/events?after=abc", "INVALID", "after"),
            query("a position before the first", "/events?after=-1", "INVALID", "after"),
            query("a feed of nobody", "/events?service=shipping", "INVALID", "service"),
            query("events of an order after -1", "/orders/@PLACED@/events?after=-1", "INVALID", "after"),
            query("version 0", "/orders/@PLACED@?version=0", "OUT_OF_RANGE", "version"),
            query("version -1", "/orders/@PLACED@?version=-1", "INVALID", "version"),
            query("version 2^31", "/orders/@PLACED@?version=2147483648", "OUT_OF_RANGE", "version"),
            bad("version 2^31 less one", Ask.get("/orders/@PLACED@?version=2147483647"), 404, NOT_FOUND),
            query(
                    "a version and a time",
                    "/orders/@PLACED@?version=1&asOf=2026-03-01T09:30:00Z",
                    "CONTRADICTION",
                    "version"),
            query("the future", "/orders/@PLACED@?asOf=9999-12-31T23:59:59Z", "OUT_OF_RANGE", "asOf"),
            bad("a time before the order", Ask.get("/orders/@PLACED@?asOf=1999-12-31T23:59:59Z"), 404, NOT_FOUND),
            time("a day", "2026-03-01"),
            time("a time without a zone", "2026-03-01T09:30:00"),
            time("a time without seconds", "2026-03-01T09:30Z"),
            time("a leap second", "2016-12-31T23:59:60Z"),
            time("hour 24", "2026-03-01T24:00:00Z"),
            time("the 30th of February", "2026-02-30T09:30:00Z"),
            time("month 13", "2026-13-01T09:30:00Z"),
            time("a year of five digits", "%2B12026-03-01T09:30:00Z"),
            time("a year before Christ", "-0044-03-15T12:00:00Z"),
            time("a space for the T", "2026-03-01+09:30:00Z"),
            time("seconds since 1970", "1769851800"),
            time("no time", ""),
            time(
                    "a zone with its name",
                    "2026-03-01T09:30:00Z[Europe/Berlin]".replace("[", "%5B").replace("]", "%5D")),
            query(
                    "the end of all time in a list",
                    "/orders?createdAfter=%2B999999999-12-31T23:59:59Z",
                    "INVALID",
                    "createdAfter"),
            query("a status that is none", "/orders?status=SOLD", "INVALID", "status"),
            query("a status in small letters", "/orders?status=placed", "INVALID", "status"),
            query("a list of statuses with a gap", "/orders?status=PLACED,,SHIPPED", "INVALID", "status"),
            query("an empty list of statuses", "/orders?status=", "INVALID", "status"),
            query("a flag that is a number", "/orders?stuck=1", "INVALID", "stuck"),
            query("an empty search", "/orders?q=", "REQUIRED", "q"),
            query("a search of 257 characters", "/orders?q=" + "q".repeat(257), "INVALID_TEXT", "q"),
            query("a state of sagas that is none", "/sagas?state=sleeping", "INVALID", "state"),
            query("payments of no order", "/payments", "REQUIRED", "orderId"),
            query("payments of what is no order", "/payments?orderId=pay_0" + TAIL, "INVALID", "orderId"),
            query("a check of nothing", "/inventory/check", "REQUIRED", "items"),
            query("a check without a number", "/inventory/check?items=MUG", "INVALID", "items"),
            query("a check of 0", "/inventory/check?items=MUG:0", "INVALID", "items"),
            query("a check of -1", "/inventory/check?items=MUG:-1", "INVALID", "items"),
            query("a check of 01", "/inventory/check?items=MUG:01", "INVALID", "items"),
            query("a check of 1,000,001", "/inventory/check?items=MUG:1000001", "INVALID", "items"),
            query("a check with two numbers", "/inventory/check?items=MUG:1:2", "INVALID", "items"),
            query("a check that ends with a comma", "/inventory/check?items=MUG:1,", "INVALID", "items"),
            query("a check of what is no product", "/inventory/check?items=-:1", "INVALID", "items"),
            query(
                    "a check of 101 products",
                    "/inventory/check?items=MUG:1" + ",MUG:1".repeat(100),
                    "INVALID",
                    "items"));

    private PathCases() {}

    private static BadCase id(String name, String id) {
        return bad("an id " + name, Ask.get("/orders/" + id), 400, "validation-failed INVALID at /path/id");
    }

    private static BadCase path(String name, String path) {
        return bad("a path with " + name, Ask.get(path), 404, NOT_FOUND);
    }

    private static BadCase query(String name, String target, String code, String parameter) {
        return bad(name, Ask.get(target), 400, "validation-failed " + code + " at /query/" + parameter);
    }

    private static BadCase time(String name, String time) {
        return query("asOf with " + name, "/orders/@PLACED@?asOf=" + time, "INVALID", "asOf");
    }
}
