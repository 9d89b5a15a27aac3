package waybill.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import waybill.bench.wire.Response;

/** The words of an answer that customers look for. */
final class OrderWords {
    /** {@code ord_} and 26 characters. */
    static final int ID_LENGTH = 30;

    static final byte[] ID = word("id");
    static final byte[] STATUS = word("status");
    static final byte[] CONFIRMED = word("CONFIRMED");
    private static final byte[] PENDING = word("PENDING");
    private static final byte[] PLACED = word("PLACED");

    private OrderWords() {}

    static byte[] word(String text) {
        return text.getBytes(US_ASCII);
    }

    static boolean isConfirmed(Response response) {
        return isGood(response) && response.says(STATUS, CONFIRMED);
    }

    /** Accepted, and not settled yet. */
    static boolean isUnsettled(Response response) {
        return isGood(response) && (response.says(STATUS, PENDING) || response.says(STATUS, PLACED));
    }

    static boolean isGood(Response response) {
        return response.status() / 100 == 2;
    }

    /** The order's id, which every answer that shows one begins with; empty if there is none. */
    static String id(Response response) {
        String id = response.text(ID, 0);
        return id == null || id.length() != ID_LENGTH ? "" : id;
    }
}
