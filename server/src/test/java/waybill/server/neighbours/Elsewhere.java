package waybill.server.neighbours;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service of another process, down to its sockets: does the same with every request, and notes what arrives. */
public final class Elsewhere implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private volatile Act act;

    /** What arrived; header names in any case. */
    public record Arrival(String request, Map<String, String> headers, String body) {}

    /** What it does with a request. */
    public sealed interface Act {
        /** Answers. */
        record Say(int status, String body) implements Act {}

        /** Says nothing, for ever. */
        record Hang() implements Act {}

        /** Closes the connection. */
        record HangUp() implements Act {}
    }

    public Elsewhere(Act act) {
        this.act = act;
        try {
            server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        Thread.ofVirtual().name("elsewhere").start(this::accept);
    }

    /** A place where nobody listens, and nobody else can begin to. */
    public static final class Nobody implements AutoCloseable {
        private final Socket held = new Socket();

        public Nobody() {
            try {
                held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            } catch (IOException none) {
                throw new UncheckedIOException(none);
            }
        }

        public URI address() {
            return URI.create("http://127.0.0.1:" + held.getLocalPort());
        }

        @Override
        public void close() {
            Elsewhere.close(held);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    public void becomes(Act other) {
        act = other;
    }

    public List<Arrival> arrivals() {
        return arrivals;
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = server.accept();
                open.add(caller);
                Thread.ofVirtual().name("elsewhere-caller").start(() -> serve(caller));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
            while (arrives(in)) {
                switch (act) {
                    case Act.Say(int status, String body) ->
                        caller.getOutputStream().write(answer(status, body).getBytes(StandardCharsets.ISO_8859_1));
                    case Act.Hang _ -> {
                        // Until the caller gives up.
                        if (in.read() < 0) {
                            return;
                        }
                    }
                    case Act.HangUp _ -> {
                        return;
                    }
                }
            }
        } catch (IOException gone) {
            // So be it.
        }
    }

    private static String answer(int status, String body) {
        return "HTTP/1.1 " + status + " So\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private boolean arrives(BufferedReader in) throws IOException {
        String request = in.readLine();
        if (request == null) {
            return false;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        char[] body = new char[Integer.parseInt(headers.getOrDefault("Content-Length", "0"))];
        int read = 0;
        while (read < body.length) {
            read += in.read(body, read, body.length - read);
        }
        arrivals.add(new Arrival(request, headers, new String(body)));
        return true;
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception already) {
            throw new IllegalStateException(already);
        }
    }

    @Override
    public void close() {
        close(server);
        open.forEach(Elsewhere::close);
    }
}
