package waybill.kernel;

import java.util.Optional;

/** The shop's own name for a product: a letter or digit, then up to 63 of letters, digits, dot, underscore, hyphen. */
public record ProductId(String value) implements Comparable<ProductId> {
    private static final int LENGTH_MAX = 64;

    public ProductId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a product id: " + value);
        }
    }

    /** Reads a product id as a client wrote it; empty if it is none. */
    public static Optional<ProductId> parse(String text) {
        return isValid(text) ? Optional.of(new ProductId(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX || !isWordCharacter(text.charAt(0))) {
            return false;
        }
        return text.chars().allMatch(c -> isWordCharacter(c) || c == '.' || c == '_' || c == '-');
    }

    private static boolean isWordCharacter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    @Override
    public int compareTo(ProductId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
