package waybill.server.demo;

import java.util.List;

/** One product of the demonstration's catalog and how many pieces of it arrive. */
record Goods(String id, String name, int quantity) {
    private static final List<String> KINDS = List.of(
            "T-shirt",
            "Hoodie",
            "Cap",
            "Beanie",
            "Scarf",
            "Socks",
            "Apron",
            "Tote bag",
            "Backpack",
            "Umbrella",
            "Mug",
            "Bowl",
            "Plate",
            "Bottle",
            "Teapot",
            "Candle",
            "Cushion",
            "Blanket",
            "Towel",
            "Notebook",
            "Pen",
            "Pencil case",
            "Lamp",
            "Clock",
            "Vase");

    private static final List<String> COLORS =
            List.of("Red", "Blue", "Green", "Yellow", "Black", "White", "Gray", "Orange");

    private static final int FEWEST = 20;
    private static final int SPREAD = 180;
    private static final int STEP = 37;

    /** Two hundred products: every kind in every color, between 20 and 199 pieces of each. */
    static List<Goods> catalog() {
        return KINDS.stream()
                .flatMap(kind -> COLORS.stream().map(color -> of(kind, color)))
                .toList();
    }

    private static Goods of(String kind, String color) {
        int number = KINDS.indexOf(kind) * COLORS.size() + COLORS.indexOf(color);
        String id = (kind + "-" + color).replace(' ', '-').toUpperCase(java.util.Locale.ROOT);
        return new Goods(id, kind + ", " + color.toLowerCase(java.util.Locale.ROOT), FEWEST + number * STEP % SPREAD);
    }

    /** The body of {@code POST /inventory/receive}. */
    String json() {
        return "{\"productId\":\"%s\",\"quantity\":%d,\"name\":\"%s\",\"reference\":\"demo\"}"
                .formatted(id, quantity, name);
    }
}
