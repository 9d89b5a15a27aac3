package waybill.order.service.persons;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The written form of what is sealed: {@code sealed:v1:<key id>:<base64url of iv, ciphertext and tag>}.
 *
 * @param key the id of the key
 * @param text what stands behind it
 */
record SealedText(String key, String text) {
    private static final String PREFIX = "sealed:v1:";
    private static final byte[] MARK = ('"' + PREFIX).getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_LENGTH = 36;

    static String of(String key, String box) {
        return PREFIX + key + ':' + box;
    }

    static boolean isSealed(String text) {
        return text.startsWith(PREFIX);
    }

    /**
     * Takes the form apart.
     *
     * @throws BrokenSeal if it is not of this form
     */
    static SealedText parse(String text) {
        int colon = PREFIX.length() + KEY_LENGTH;
        if (!isSealed(text) || text.length() <= colon || text.charAt(colon) != ':') {
            throw new BrokenSeal("it has another form");
        }
        return new SealedText(text.substring(PREFIX.length(), colon), text.substring(colon + 1));
    }

    /** Initialization vector, ciphertext and tag. */
    byte[] box() {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new BrokenSeal("it is not base64url");
        }
    }

    /** The ids of the keys that these documents name; a hint for reading ahead, not a parser. */
    static Set<String> keysIn(Collection<byte[]> documents) {
        Set<String> keys = new HashSet<>();
        for (byte[] document : documents) {
            int at = 0;
            while ((at = next(document, at)) >= 0) {
                keys.add(new String(document, at, KEY_LENGTH, StandardCharsets.US_ASCII));
                at += KEY_LENGTH;
            }
        }
        return keys;
    }

    /** Where the next key id begins; -1 if there is none any more. */
    private static int next(byte[] document, int from) {
        int last = document.length - MARK.length - KEY_LENGTH;
        for (int at = from; at <= last; at++) {
            if (document[at] == MARK[0] && isMarkAt(document, at)) {
                return at + MARK.length;
            }
        }
        return -1;
    }

    private static boolean isMarkAt(byte[] document, int at) {
        for (int i = 1; i < MARK.length; i++) {
            if (document[at + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }
}
