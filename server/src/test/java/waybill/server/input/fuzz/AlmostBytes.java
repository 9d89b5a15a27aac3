package waybill.server.input.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Changes the bytes of requests: flips, cuts, inserts, doubles, and joins halves of two. */
final class AlmostBytes {
    private static final List<String> PIECES = List.of(
            "\r\n",
            "\r\n\r\n",
            "\n",
            "\r",
            "\0",
            " ",
            "\t",
            ":",
            "0\r\n\r\n",
            "Content-Length: 0\r\n",
            "Content-Length: 10\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: identity\r\n",
            "Connection: close\r\n",
            "Connection: upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
            "Connection: upgrade\r\nUpgrade: websocket\r\n",
            "Expect: 100-continue\r\n",
            "Content-Encoding: gzip\r\n",
            "Host: other\r\n",
            "HTTP/1.1",
            "HTTP/1.0",
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "ffffffffffffffff\r\n",
            "\u00ff\u00fe",
            "\u00c0\u0080");

    private final Chance chance;

    AlmostBytes(Chance chance) {
        this.chance = chance;
    }

    /** Between one and six changes. */
    byte[] of(byte[] request, byte[] other) {
        byte[] bytes = request;
        for (int changes = 1 + chance.below(6); changes > 0 && bytes.length > 0; changes--) {
            bytes = changed(bytes, other);
        }
        return bytes;
    }

    private byte[] changed(byte[] bytes, byte[] other) {
        int at = place(bytes);
        int end = Math.min(bytes.length, at + 1 + chance.below(chance.once(4) ? 200 : 4));
        return switch (chance.below(7)) {
            case 0 -> flipped(bytes, at);
            case 1 -> joined(cut(bytes, 0, at), cut(bytes, end, bytes.length));
            case 2 -> joined(cut(bytes, 0, at), piece(), cut(bytes, at, bytes.length));
            case 3 -> joined(cut(bytes, 0, end), cut(bytes, at, bytes.length));
            case 4 -> joined(cut(bytes, 0, at), cut(other, place(other), other.length));
            case 5 -> chance.once(3) ? cut(bytes, 0, at) : flipped(bytes, at);
            default -> joined(cut(bytes, 0, at), new byte[] {(byte) chance.below(256)}, cut(bytes, at, bytes.length));
        };
    }

    /** Rather where lines begin and end than anywhere. */
    private int place(byte[] bytes) {
        int at = chance.below(bytes.length);
        if (chance.once(2)) {
            while (at > 0 && bytes[at] != '\n') {
                at--;
            }
            return Math.min(bytes.length - 1, Math.max(0, at + 1 - chance.below(3)));
        }
        return at;
    }

    private byte[] piece() {
        return chance.of(PIECES).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << chance.below(8));
        return flipped;
    }

    private static byte[] cut(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, Math.min(from, to), to);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
