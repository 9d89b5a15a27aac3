package waybill.engine.http;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every type of problem this API knows, with its status and its explanation. */
public final class ProblemTypes {
    /**
     * One type of problem.
     *
     * @param slug the last part of {@code type}
     * @param status the HTTP status it usually has
     * @param title the same for every occurrence
     * @param explanation what it means and what a client can do about it
     */
    public record ProblemType(String slug, int status, String title, String explanation) {}

    /** Status, slug and title on one line, the explanation below it, a blank line between types. */
    private static final String TABLE = """
            400 validation-failed: The request is not valid
            The request cannot be parsed, has members nobody knows, or values out of range. The member errors
            lists every fault with a JSON pointer, a code and a sentence. Repeat it corrected.

            400 idempotency-key-required: An Idempotency-Key header is required
            Writes carry a key of your choice (1 to 255 visible ASCII characters), so that repeating them is
            safe. Send a new key for a new intention and the same key for a repetition.

            401 unauthenticated: Who is calling is not known
            Send valid credentials: a bearer token or an API key.

            403 forbidden: The caller may not do this
            The credentials are valid, but their scopes do not include this operation.

            404 not-found: There is no such thing
            The path or the id in it names nothing, or nothing this caller may see.

            405 method-not-allowed: The method is not allowed here
            The path exists, but not with this method. The Allow header lists the methods that it has.

            406 not-acceptable: The answer has no form the client accepts
            The Accept header excludes every form this resource has. Ask for application/json.

            408 request-timeout: The request came too slowly
            The request was not complete in time and the connection was closed. Nothing was done. Send it again.

            413 payload-too-large: The body is too large
            A body may have up to 256 KiB.

            414 uri-too-long: The address is too long
            Path and query together may have up to 8 KiB.

            415 unsupported-media-type: The body is not JSON
            Send bodies as Content-Type: application/json, in UTF-8.

            422 idempotency-key-reused: The key was used for another request
            This Idempotency-Key was first sent with another body or for another resource. Use a new key for a
            new request.

            429 rate-limited: Too many requests
            Wait as long as Retry-After says, then continue.

            431 headers-too-large: The headers are too large
            All headers together may have up to 16 KiB.

            505 http-version-not-supported: The HTTP version is not supported
            Use HTTP/1.1.

            402 payment-declined: The payment was declined
            The payment provider said no. The order exists (orderId) and can be paid again with another token.

            409 illegal-transition: Not possible in the present state
            The resource's status does not allow this; currentStatus says what it is, allowedActions what it
            allows.

            409 order-already-shipped: The order has left the warehouse
            A shipped order cannot be cancelled. Refund it instead.

            409 insufficient-stock: There is not enough stock
            The member items lists every product that is short, with what was requested and what is available.
            Nothing is held.

            409 total-mismatch: The total is not what the client expected
            The server computes totals from the lines. The client's expectedTotal differs; nothing was done.

            409 already-authorized: The payment is already authorized
            This order has a live authorization; a second one would charge the customer twice.

            409 authorization-expired: The authorization has expired
            Money can be captured only while the authorization lasts. Authorize again.

            409 over-capture: More than was authorized
            Captures cannot exceed what is authorized and still open.

            409 over-refund: More than was captured
            Refunds cannot exceed what was captured and not refunded yet.

            409 already-reserved: The order holds other goods already
            A live reservation of this order has other lines. Release it first.

            409 reservation-released: The order's reservation was released
            A release of this order came first, so goods are no longer held for it.

            409 below-promised: Stock would fall below what is promised
            The adjustment would leave less on hand than is held and committed for orders.

            409 above-maximum: More than one product may have
            More units would be on hand than can be counted. Correct what is received.

            409 transaction-unresolved: An earlier transaction is not settled yet
            The outcome at the payment provider is still unknown and is being asked for. Wait and look again.

            409 earlier-event-parked: An earlier event of the same subject is parked
            Parked events of one subject are settled in the order in which they came. Settle the one that earlier
            names first.

            409 event-fails-again: The event could not be applied this time either
            It stays parked, with its error and the number of tries in the list of parked events. Mend the cause,
            then retry it under a new key, or discard it.

            409 idempotency-key-in-use: The same request is still running
            A request with this Idempotency-Key has not finished. Repeat it after Retry-After to get its answer.

            412 version-mismatch: The resource has changed
            If-Match names another version than the present one. Read the resource again and decide anew.

            422 amount-precision: The amount has too many decimals
            The currency has fewer decimals than the amount.

            503 payment-unavailable: Payments are not possible right now
            The payment provider cannot be reached. You have not been charged. Repeat the same request with the
            same key after Retry-After.

            503 inventory-unavailable: Stock cannot be asked for right now
            The inventory service cannot be reached. Repeat the request after Retry-After.

            503 overloaded: Too busy right now
            The request was turned away before anything was done. Repeat it after Retry-After.

            502 bad-gateway: No usable answer came back
            Said by a gateway before the services: the request may or may not have had an effect. Repeat it with
            the same Idempotency-Key.

            504 gateway-timeout: No answer came in time
            Said by a gateway before the services: the request may or may not have had an effect. Repeat it with
            the same Idempotency-Key.

            500 chaos-injected: A failure was injected on purpose
            The server runs with CHAOS_MODE=true. Repeat the request with the same key.

            500 internal-error: Something is broken on our side
            The request may or may not have had an effect. Repeat it with the same Idempotency-Key; if it stays,
            report the traceId.
            """;

    private static final Map<String, ProblemType> BY_SLUG = parsed(TABLE);

    private ProblemTypes() {}

    /** The type of this slug; a slug outside the table gets a title made of its words. */
    public static ProblemType of(String slug) {
        ProblemType known = BY_SLUG.get(slug);
        if (known != null) {
            return known;
        }
        String words = slug.replace('-', ' ');
        String title = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return new ProblemType(slug, 409, title, title + ".");
    }

    /** Whether the table explains this slug. */
    public static boolean isKnown(String slug) {
        return BY_SLUG.containsKey(slug);
    }

    /** The whole table, in the order of the statuses' families. */
    public static Collection<ProblemType> all() {
        return Collections.unmodifiableCollection(BY_SLUG.values());
    }

    private static Map<String, ProblemType> parsed(String table) {
        Map<String, ProblemType> bySlug = new LinkedHashMap<>();
        for (String block : table.strip().split("\n\n", -1)) {
            int space = block.indexOf(' ');
            int colon = block.indexOf(": ");
            int line = block.indexOf('\n');
            String slug = block.substring(space + 1, colon);
            String explanation = block.substring(line + 1).replace('\n', ' ');
            int status = Integer.parseInt(block.substring(0, space));
            bySlug.put(slug, new ProblemType(slug, status, block.substring(colon + 2, line), explanation));
        }
        return bySlug;
    }
}
