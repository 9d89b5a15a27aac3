package waybill.engine.http.server;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes percent-encoded UTF-8, and takes nothing that is not exactly that. */
final class Percent {
    private Percent() {}

    /** The text; null if an escape is broken, the bytes are not UTF-8, or there is a control character. */
    static @Nullable String decode(String text, boolean plusIsSpace) {
        String spaced = plusIsSpace && text.indexOf('+') >= 0 ? text.replace('+', ' ') : text;
        if (spaced.indexOf('%') < 0) {
            return spaced;
        }
        byte[] bytes = new byte[spaced.length()];
        int length = 0;
        for (int i = 0; i < spaced.length(); i++) {
            char c = spaced.charAt(i);
            if (c != '%') {
                bytes[length++] = (byte) c;
            } else {
                int value = i + 2 < spaced.length() ? hex(spaced.charAt(i + 1)) * 16 + hex(spaced.charAt(i + 2)) : -1;
                if (value < ' ' || value == 0x7F) {
                    return null;
                }
                bytes[length++] = (byte) value;
                i += 2;
            }
        }
        return utf8(ByteBuffer.wrap(bytes, 0, length));
    }

    private static @Nullable String utf8(ByteBuffer bytes) {
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes);
            return text.toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    /** The digit's value; so far below zero that the whole becomes negative, if it is none. */
    private static int hex(char c) {
        int digit = c < 128 ? Character.digit(c, 16) : -1;
        return digit < 0 ? -1000 : digit;
    }
}
