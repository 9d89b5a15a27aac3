package waybill.engine.http.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import waybill.engine.http.Problem;

/**
 * The protocol's reader, where it is more exact than the protocol's parser ({@code Http1Connection} 4.3.1). The parser
 * skips the line's end behind a chunk without a look, reads a sign before its size, takes {@code get} for {@code GET},
 * and does not mind a header without a name or a target with a fragment; what two servers could read differently does
 * not get as far as that here.
 */
public final class StrictReader extends DataReader {
    private static final Pattern REQUEST_LINE = Pattern.compile("[A-Z-]+ [!-~&&[^#]]+ HTTP/(?<version>[0-9][.][0-9])");

    private static final int LINE_END = 2;

    /** More digits than any size has. */
    private static final int SIZE_DIGITS_MAX = 16;

    /** What the parser is reading. */
    private enum Place {
        LINE,
        HEADERS,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        LAST_LINE
    }

    private Place place = Place.LINE;
    private long room;

    /** Reads what this gives, piece by piece; null is the end. */
    public StrictReader(Supplier<byte[]> bytes) {
        super(bytes);
    }

    /** A body of chunks begins, and may have so many bytes. */
    public void expectChunks(int bytesMax) {
        place = Place.CHUNK_SIZE;
        room = bytesMax;
    }

    /** The parser takes the request line this way, and later the value of {@code Connection}. */
    @Override
    public byte[] readBytes(int length) {
        byte[] bytes = super.readBytes(length);
        if (place == Place.LINE) {
            requireRequestLine(new String(bytes, StandardCharsets.ISO_8859_1));
            place = Place.HEADERS;
        }
        return bytes;
    }

    /** Asked before every header; the empty line is the end of them. */
    @Override
    public boolean startsWithNewLine() {
        boolean isEmpty = super.startsWithNewLine();
        place = isEmpty && place == Place.HEADERS ? Place.LINE : place;
        return isEmpty;
    }

    /** The end of a header's name, which has to have a beginning. */
    @Override
    public int findOrNewLine(byte wanted, int max) {
        int found = super.findOrNewLine(wanted, max);
        if (found == 0 && wanted == ':') {
            throw new IllegalArgumentException("a header without a name");
        }
        return found;
    }

    /** The line of a chunk's size, or the one behind the last chunk. */
    @Override
    public String readLine() {
        if (place == Place.LINE || place == Place.HEADERS) {
            return super.readLine();
        }
        int length = findNewLine(SIZE_DIGITS_MAX + 1);
        if (length > SIZE_DIGITS_MAX) {
            throw malformed();
        }
        String line = readAsciiString(length);
        super.skip(LINE_END);
        if (place == Place.LAST_LINE) {
            place = Place.LINE;
            return line;
        }
        long size = size(line);
        if (size > room) {
            throw tooLarge();
        }
        room -= size;
        place = size == 0 ? Place.LAST_LINE : Place.CHUNK;
        return line;
    }

    /** The bytes of a chunk; the parser reads nothing else this way while one is expected. */
    @Override
    public BufferData readBuffer(int length) {
        BufferData bytes = super.readBuffer(length);
        if (place == Place.CHUNK) {
            place = Place.CHUNK_END;
        }
        return bytes;
    }

    /** Behind a chunk stands the end of a line, and nothing else. */
    @Override
    public void skip(int length) {
        if (place != Place.CHUNK_END) {
            super.skip(length);
            return;
        }
        if (length != LINE_END || read() != '\r' || read() != '\n') {
            throw malformed();
        }
        place = Place.CHUNK_SIZE;
    }

    /** A body is longer than it may be. */
    public static RuntimeException tooLarge() {
        return Problem.of("payload-too-large", "A body may have up to 256 KiB.").asException();
    }

    private static long size(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0)) {
            throw malformed();
        }
        long size = Long.parseUnsignedLong(digits, 16);
        return size < 0 ? Long.MAX_VALUE : size;
    }

    private static RuntimeException malformed() {
        return Problem.invalid("", "MALFORMED_REQUEST", "the body is not well-formed HTTP.")
                .asException();
    }

    /** A method in capitals, a target of visible ASCII without a fragment, and the one version that is spoken here. */
    private static void requireRequestLine(String line) {
        Matcher parts = REQUEST_LINE.matcher(line);
        if (!parts.matches()) {
            throw refused(EventType.BAD_REQUEST);
        }
        if (!parts.group("version").equals("1.1")) {
            throw refused(EventType.HTTP_VERSION_NOT_SUPPORTED);
        }
    }

    private static RuntimeException refused(EventType type) {
        return RequestException.builder()
                .type(type)
                .message("the request line is not for us")
                .setKeepAlive(false)
                .build();
    }
}
