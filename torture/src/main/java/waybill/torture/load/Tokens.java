package waybill.torture.load;

import java.util.ArrayList;
import java.util.List;

/** The tokens of the sandbox gateway that customers pay with: mostly good ones, and in a storm mostly not. */
final class Tokens {
    private static final List<String> USUAL = times(
            "78 tok_ok",
            "4 tok_declined",
            "2 tok_insufficient_funds",
            "1 tok_expired_card",
            "3 tok_timeout",
            "2 tok_timeout_not_charged",
            "1 tok_error_once",
            "2 tok_capture_timeout",
            "1 tok_capture_timeout_not_done",
            "1 tok_capture_error_once",
            "1 tok_refund_timeout",
            "1 tok_refund_error_once",
            "1 tok_void_timeout",
            "1 tok_slow_700",
            "1 tok_capture_slow_1500");

    private static final List<String> STORM = times(
            "40 tok_ok",
            "25 tok_unavailable",
            "15 tok_timeout",
            "10 tok_timeout_not_charged",
            "10 tok_capture_timeout");

    private Tokens() {}

    static String any(Chance chance, boolean storm) {
        return chance.oneOf(storm ? STORM : USUAL);
    }

    private static List<String> times(String... rows) {
        List<String> all = new ArrayList<>();
        for (String row : rows) {
            String[] parts = row.split(" ", 2);
            for (int i = 0; i < Integer.parseInt(parts[0]); i++) {
                all.add(parts[1]);
            }
        }
        return List.copyOf(all);
    }
}
