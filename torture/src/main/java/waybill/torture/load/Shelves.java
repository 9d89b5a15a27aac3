package waybill.torture.load;

import java.util.ArrayList;
import java.util.List;

/** The products: many that there is enough of, and a few that everybody wants and of which there is too little. */
public final class Shelves {
    private static final int PLENTIFUL = 60;
    private static final int SCARCE = 4;
    private static final int ENOUGH = 1_000_000;
    private static final int TOO_LITTLE = 30;
    private static final int SCARCE_PERCENT = 12;

    private Shelves() {}

    /** All of them. */
    public static List<String> all() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < SCARCE; i++) {
            all.add(scarce(i));
        }
        for (int i = 0; i < PLENTIFUL; i++) {
            all.add("SKU-" + i);
        }
        return all;
    }

    /** How many of it there are in the beginning. */
    public static int first(String product) {
        return product.startsWith("HOT-") ? TOO_LITTLE : ENOUGH;
    }

    /** What a piece costs, in minor units. */
    public static long price(String product) {
        return 99L + Math.floorMod(product.hashCode() * 37L, 4_000);
    }

    static String any(Chance chance) {
        return chance.percent(SCARCE_PERCENT) ? someScarce(chance) : "SKU-" + chance.below(PLENTIFUL);
    }

    static String someScarce(Chance chance) {
        return scarce(chance.below(SCARCE));
    }

    private static String scarce(int number) {
        return "HOT-" + number;
    }
}
