package waybill.bench.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes one HTTP/1.1 answer apart as its bytes arrive: status, length or chunks, body. Reads JSON only as bytes. */
public final class ResponseParser implements Response {
    private static final int SMALLEST_ROOM = 1024;
    private static final int LENGTH_UNKNOWN = -1;
    private static final byte[] CONTENT_LENGTH = "content-length".getBytes(ISO_8859_1);
    private static final byte[] TRANSFER_ENCODING = "transfer-encoding".getBytes(ISO_8859_1);
    private static final byte[] CONNECTION = "connection".getBytes(ISO_8859_1);

    private byte[] bytes = new byte[4 * 1024];
    private ByteBuffer room = ByteBuffer.wrap(bytes);
    private int scanned;
    private int status;
    private int bodyStart;
    private int bodyEnd;
    private boolean headRead;
    private boolean chunked;
    private boolean closes;
    private int length;

    /** Forgets the answer and waits for the next. */
    public void reset() {
        room.clear();
        scanned = 0;
        headRead = false;
        chunked = false;
        closes = false;
        length = LENGTH_UNKNOWN;
    }

    /** Where the next bytes go: never full. */
    public ByteBuffer room() {
        if (room.remaining() < SMALLEST_ROOM) {
            int filled = room.position();
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
            room = ByteBuffer.wrap(bytes).position(filled);
        }
        return room;
    }

    /** Reads what has arrived in the room; true when the answer is complete. */
    public boolean advance() {
        if (!headRead && !readHead()) {
            return false;
        }
        if (chunked) {
            return readChunks();
        }
        bodyEnd = bodyStart + length;
        if (room.position() > bodyEnd) {
            throw new MalformedAnswer("more bytes than the answer's length");
        }
        return room.position() == bodyEnd;
    }

    /** Whether the server said it closes the connection after this answer. */
    public boolean closes() {
        return closes;
    }

    @Override
    public int status() {
        return status;
    }

    private boolean readHead() {
        int filled = room.position();
        for (int i = Math.max(scanned, 3); i < filled; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                bodyStart = i + 1;
                scanned = bodyStart;
                readStatusAndHeaders();
                headRead = true;
                return true;
            }
        }
        scanned = filled;
        return false;
    }

    private void readStatusAndHeaders() {
        if (bodyStart < 16 || bytes[0] != 'H' || bytes[8] != ' ') {
            throw new MalformedAnswer("no HTTP status line");
        }
        status = digit(bytes[9]) * 100 + digit(bytes[10]) * 10 + digit(bytes[11]);
        int end = bodyStart - 2;
        for (int line = next(0); line < end; line = next(line)) {
            if (isNamed(line, CONTENT_LENGTH)) {
                length = number(valueAt(line, CONTENT_LENGTH));
            } else if (isNamed(line, TRANSFER_ENCODING)) {
                chunked = lower(bytes[valueAt(line, TRANSFER_ENCODING)]) == 'c';
            } else if (isNamed(line, CONNECTION)) {
                closes = lower(bytes[valueAt(line, CONNECTION) + 1]) == 'l';
            }
        }
        if (length == LENGTH_UNKNOWN && !chunked) {
            if (status != 204 && status != 304) {
                throw new MalformedAnswer("neither Content-Length nor chunks");
            }
            length = 0;
        }
        bodyEnd = bodyStart;
    }

    /** Moves the chunks together: bodyEnd is the end of the joined body, scanned the start of the next chunk's size. */
    private boolean readChunks() {
        int filled = room.position();
        while (true) {
            int dataStart = next(scanned, filled);
            if (dataStart > filled) {
                return false;
            }
            int size = hexNumber(scanned);
            int dataEnd = dataStart + size;
            if (dataEnd + 2 > filled) {
                return false;
            }
            System.arraycopy(bytes, dataStart, bytes, bodyEnd, size);
            bodyEnd += size;
            scanned = dataEnd + 2;
            if (size == 0) {
                return true;
            }
        }
    }

    @Override
    public boolean says(byte[] member, byte[] value) {
        return isQuoted(value, valueOf(member, bodyStart));
    }

    @Override
    public int indexOf(byte[] text, int from) {
        int last = bodyEnd - text.length;
        for (int i = bodyStart + from; i <= last; i++) {
            if (bytes[i] == text[0] && startsWith(text, i - bodyStart)) {
                return i - bodyStart;
            }
        }
        return -1;
    }

    @Override
    public boolean startsWith(byte[] text, int at) {
        int from = bodyStart + at;
        int to = from + text.length;
        return to <= bodyEnd && Arrays.equals(bytes, from, to, text, 0, text.length);
    }

    @Override
    public @Nullable String text(byte[] member, int from) {
        int quote = valueOf(member, bodyStart + from);
        if (quote >= bodyEnd || bytes[quote] != '"') {
            return null;
        }
        int end = quote + 1;
        while (end < bodyEnd && bytes[end] != '"') {
            end += bytes[end] == '\\' ? 2 : 1;
        }
        return end < bodyEnd ? new String(bytes, quote + 1, end - quote - 1, UTF_8) : null;
    }

    /** Where the value of the next member of this name begins; the end of the body if there is none. */
    private int valueOf(byte[] member, int from) {
        int at = indexOfQuoted(member, from);
        int colon = at < 0 ? bodyEnd : skipSpaces(at + member.length + 2);
        return colon < bodyEnd && bytes[colon] == ':' ? skipSpaces(colon + 1) : bodyEnd;
    }

    @Override
    public @Nullable String header(String name) {
        byte[] wanted = name.toLowerCase(java.util.Locale.ROOT).getBytes(ISO_8859_1);
        int end = bodyStart - 2;
        for (int line = next(0); line < end; line = next(line)) {
            if (isNamed(line, wanted)) {
                int from = valueAt(line, wanted);
                return new String(bytes, from, next(line) - 2 - from, ISO_8859_1).strip();
            }
        }
        return null;
    }

    @Override
    public String body() {
        return new String(bytes, bodyStart, bodyEnd - bodyStart, UTF_8);
    }

    private int indexOfQuoted(byte[] text, int from) {
        for (int i = from; i < bodyEnd; i++) {
            if (bytes[i] == '"' && isQuoted(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isQuoted(byte[] text, int quote) {
        int end = quote + 1 + text.length;
        return end < bodyEnd
                && bytes[quote] == '"'
                && bytes[end] == '"'
                && Arrays.equals(bytes, quote + 1, end, text, 0, text.length);
    }

    private int skipSpaces(int from) {
        int at = from;
        while (at < bodyEnd && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private int next(int line) {
        return next(line, bodyStart);
    }

    /** The start of the line after this one, or limit + 1 if its end is not there yet. */
    private int next(int line, int limit) {
        int at = line;
        while (at < limit && bytes[at] != '\n') {
            at++;
        }
        return at < limit ? at + 1 : limit + 1;
    }

    private boolean isNamed(int line, byte[] name) {
        if (line + name.length >= bodyStart || bytes[line + name.length] != ':') {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (lower(bytes[line + i]) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private int valueAt(int line, byte[] name) {
        int at = line + name.length + 1;
        while (bytes[at] == ' ' || bytes[at] == '\t') {
            at++;
        }
        return at;
    }

    private int number(int from) {
        int number = 0;
        for (int at = from; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = Math.addExact(Math.multiplyExact(number, 10), bytes[at] - '0');
        }
        return number;
    }

    private int hexNumber(int from) {
        int number = 0;
        for (int at = from; Character.digit(bytes[at], 16) >= 0; at++) {
            number = Math.addExact(Math.multiplyExact(number, 16), Character.digit(bytes[at], 16));
        }
        return number;
    }

    private static int digit(byte character) {
        if (character < '0' || character > '9') {
            throw new MalformedAnswer("no HTTP status");
        }
        return character - '0';
    }

    private static byte lower(byte character) {
        return character >= 'A' && character <= 'Z' ? (byte) (character + 32) : character;
    }
}
