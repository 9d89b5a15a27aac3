package waybill.engine.http.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Another service, down to its sockets: notes what arrives when and when a caller hangs up, and does as it is told. */
final class StubService implements AutoCloseable {
    final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    /** When callers closed their sockets, on the clock of {@link System#nanoTime}. */
    final List<Long> hungUp = new CopyOnWriteArrayList<>();

    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Queue<Act> acts = new ConcurrentLinkedQueue<>();

    /** What arrived; header names in lower case. */
    record Arrival(long nanos, String method, String path, Map<String, String> headers, String body) {}

    /** What to do with a request. */
    sealed interface Act {
        /** Answers. */
        record Answer(int status, String headers, String body) implements Act {}

        /** Says nothing, for ever. */
        record Hang() implements Act {}

        /** Begins to answer and never ends. */
        record HangInside() implements Act {}

        /** Closes the connection. */
        record HangUp() implements Act {}
    }

    StubService() throws IOException {
        server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("stub").start(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    StubService then(Act... next) {
        acts.addAll(List.of(next));
        return this;
    }

    static Act status(int status) {
        return new Act.Answer(status, "", "{\"status\":" + status + "}");
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = server.accept();
                open.add(caller);
                Thread.ofVirtual().name("stub-caller").start(() -> serve(caller));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.ISO_8859_1));
            boolean goesOn = true;
            while (goesOn && arrives(in)) {
                Act act = acts.poll();
                goesOn = does(act == null ? status(200) : act, caller.getOutputStream());
                if (goesOn && !(act == null || act instanceof Act.Answer)) {
                    // Nothing more comes but the end.
                    int end = in.read();
                    hungUp.add(System.nanoTime());
                    goesOn = end >= 0;
                }
            }
        } catch (IOException gone) {
            hungUp.add(System.nanoTime());
        }
    }

    private boolean arrives(BufferedReader in) throws IOException {
        String first = in.readLine();
        if (first == null) {
            return false;
        }
        long now = System.nanoTime();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        char[] body = new char[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
        int read = 0;
        while (read < body.length) {
            read += in.read(body, read, body.length - read);
        }
        String[] words = first.split(" ", -1);
        arrivals.add(new Arrival(now, words[0], words[1], headers, new String(body)));
        return true;
    }

    private static boolean does(Act act, OutputStream out) throws IOException {
        switch (act) {
            case Act.Answer(var status, var headers, var body) ->
                out.write(("HTTP/1.1 " + status + " So\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n"
                                + body)
                        .getBytes(StandardCharsets.ISO_8859_1));
            case Act.HangInside _ ->
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.ISO_8859_1));
            case Act.Hang _ -> {}
            case Act.HangUp _ -> {
                return false;
            }
        }
        out.flush();
        return true;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
