package waybill.server.input;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A connection on which exactly these bytes are sent, right or wrong, and what comes back is read strictly. */
public final class Wire implements Closeable {
    private final Socket socket;
    private final PushbackInputStream in;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new PushbackInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** Connects; whatever takes longer than this to arrive is an error. */
    public static Wire open(int port, int patienceMillis) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(patienceMillis);
        socket.setTcpNoDelay(true);
        return new Wire(socket);
    }

    /** What came back. */
    public record Response(int status, Map<String, String> headers, String body) {
        /** The header's value; empty if it is absent. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** Whether the server has said that it will hang up. */
        public boolean isLast() {
            return header("Connection").equalsIgnoreCase("close");
        }
    }

    /** Sends this text, one byte a character. */
    public Wire send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends these bytes, unless the server has hung up, which is its answer then. */
    public Wire send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (SocketException hungUp) {
            return this;
        }
        return this;
    }

    /** Says that nothing more will come. */
    public Wire finish() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException hungUp) {
            return this;
        }
        return this;
    }

    /** The next answer, whole; anything that is not well-formed HTTP/1.1 is an error. */
    public Response read() throws IOException {
        String line = line();
        if (!line.matches("HTTP/1[.]1 [1-5][0-9]{2} [ -~]+")) {
            throw new IOException("not a status line: " + line);
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            if (!header.matches("[A-Za-z-]+: ?[ -~]*") || colon < 0) {
                throw new IOException("not a header: " + header);
            }
            headers.merge(
                    header.substring(0, colon), header.substring(colon + 1).strip(), (one, two) -> one + ", " + two);
        }
        int status = Integer.parseInt(line.substring(9, 12));
        return new Response(status, headers, status < 200 || status == 304 ? "" : body(headers));
    }

    private String body(Map<String, String> headers) throws IOException {
        String length = headers.get("Content-Length");
        if (length == null) {
            throw new IOException("an answer without a length");
        }
        byte[] body = in.readNBytes(Integer.parseInt(length));
        if (body.length < Integer.parseInt(length)) {
            throw new EOFException("closed within a body");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether the server has hung up, with nothing more to say. */
    public boolean isAtEnd() throws IOException {
        try {
            int next = in.read();
            if (next >= 0) {
                in.unread(next);
            }
            return next < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed within a line: " + line.toString(StandardCharsets.ISO_8859_1));
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
