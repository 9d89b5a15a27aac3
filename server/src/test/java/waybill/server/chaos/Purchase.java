package waybill.server.chaos;

import java.math.BigDecimal;
import java.util.SplittableRandom;

/**
 * What one customer wants, under one key, whatever happens.
 *
 * @param number says who it is
 * @param isShipped whether the shop ships it as soon as it is confirmed
 */
record Purchase(int number, String product, int quantity, String token, boolean isShipped) {
    static final int PRODUCTS = 20;
    static final String HOT = "HOT";

    private static final BigDecimal PRICE = new BigDecimal("10.99");
    private static final int HOT_PERCENT = 8;
    private static final int SHIPPED_ONE_OF = 25;
    private static final int SILENT_ONE_OF = 400;

    /** The same for the same seed and number. */
    static Purchase of(long seed, int number) {
        SplittableRandom random = new SplittableRandom(seed ^ (number * 0x9E37_79B9_7F4A_7C15L)).split();
        boolean isHot = random.nextInt(100) < HOT_PERCENT;
        return new Purchase(
                number,
                isHot ? HOT : product(random.nextInt(PRODUCTS)),
                1 + random.nextInt(3),
                token(random),
                random.nextInt(SHIPPED_ONE_OF) == 0);
    }

    private static String token(SplittableRandom random) {
        if (random.nextInt(SILENT_ONE_OF) == 0) {
            return "tok_timeout";
        }
        int percent = random.nextInt(100);
        return percent < 6
                ? "tok_declined"
                : percent < 9 ? "tok_insufficient_funds" : percent < 19 ? "tok_error_once" : "tok_ok";
    }

    static String product(int number) {
        return "GOODS-" + number;
    }

    /** Nobody else has it. */
    String customer() {
        return "buyer-" + number;
    }

    String key() {
        return "order-of-buyer-" + number;
    }

    String shippingKey() {
        return "shipment-of-buyer-" + number;
    }

    /** Whether the bank says yes. */
    boolean isPayable() {
        return !token.equals("tok_declined") && !token.equals("tok_insufficient_funds");
    }

    String total() {
        return PRICE.multiply(BigDecimal.valueOf(quantity)).toPlainString();
    }
}
