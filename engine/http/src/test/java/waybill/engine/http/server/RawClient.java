package waybill.engine.http.server;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client that sends exactly the bytes it is told to, right or wrong, and reads what comes back. */
final class RawClient implements Closeable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    RawClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Over a socket that is connected already. */
    RawClient(Socket connected) throws IOException {
        socket = connected;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    /** The start of a request to the shop: its line and these headers, open for more. */
    static String head(String methodAndPath, String... headers) {
        String lines = methodAndPath + " HTTP/1.1\r\nHost: shop\r\n" + String.join("\r\n", headers);
        return headers.length == 0 ? lines : lines + "\r\n";
    }

    /** What came back. */
    record Reply(int status, Map<String, String> headers, String body) {
        @Nullable
        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    /** Sends this text, one byte a character. */
    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Says that nothing more will come. */
    RawClient finish() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** The next answer, whole. */
    Reply read() throws IOException {
        return read(true);
    }

    /** The next answer; to HEAD there is no body whatever its length says. */
    Reply read(boolean withBody) throws IOException {
        String[] status = line().split(" ", 3);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = withBody ? in.readNBytes(length) : new byte[0];
        return new Reply(Integer.parseInt(status[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    /** The next piece of an answer that goes on; empty at its end. */
    String chunk() throws IOException {
        int length = Integer.parseInt(line(), 16);
        String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (!line().isEmpty()) {
            throw new IOException("a piece is longer than it says");
        }
        return text;
    }

    /** Whether the server has closed, with nothing more to say. */
    boolean isClosed() throws IOException {
        return in.read() < 0;
    }

    /** How many bytes still come before the end, however it comes. */
    long countTheRest() throws IOException {
        long count = 0;
        byte[] some = new byte[64 * 1024];
        try {
            for (int n = in.read(some); n > 0; n = in.read(some)) {
                count += n;
            }
        } catch (SocketException reset) {
            return count;
        }
        return count;
    }

    /** The next line. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("closed within a line: " + line.toString(StandardCharsets.ISO_8859_1));
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
