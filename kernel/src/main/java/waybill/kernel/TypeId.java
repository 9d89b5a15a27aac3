package waybill.kernel;

import java.util.UUID;

/** Ids as TypeID writes them: a prefix, an underscore, and a UUID in 26 characters of Crockford base32. */
public final class TypeId {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final byte[] VALUES = new byte[128];
    private static final int LENGTH = 26;

    static {
        java.util.Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < ALPHABET.length; i++) {
            VALUES[ALPHABET[i]] = (byte) i;
        }
    }

    private TypeId() {}

    /** Writes {@code prefix_} and the UUID's 128 bits, most significant first. */
    public static String encode(String prefix, UUID uuid) {
        char[] text = new char[prefix.length() + 1 + LENGTH];
        prefix.getChars(0, prefix.length(), text, 0);
        text[prefix.length()] = '_';
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        for (int i = text.length - 1; i > prefix.length(); i--) {
            text[i] = ALPHABET[(int) (low & 31)];
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return new String(text);
    }

    /** Whether the text is an id of this prefix: lower case, 26 characters, no more than 128 bits. */
    public static boolean isValid(String prefix, String text) {
        int start = prefix.length() + 1;
        if (text.length() != start + LENGTH || !text.startsWith(prefix) || text.charAt(start - 1) != '_') {
            return false;
        }
        if (text.charAt(start) > '7') {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128 || VALUES[c] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Reads the UUID back out of a valid id. */
    public static UUID uuid(String id) {
        long high = 0;
        long low = 0;
        for (int i = id.length() - LENGTH; i < id.length(); i++) {
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | VALUES[id.charAt(i)];
        }
        return new UUID(high, low);
    }

    static void require(String prefix, String text) {
        if (!isValid(prefix, text)) {
            throw new IllegalArgumentException("not an id of kind " + prefix + ": " + text);
        }
    }
}
