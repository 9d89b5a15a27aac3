package waybill.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One client that is told events. */
public final class Listening implements AutoCloseable {
    private final BufferedReader lines;
    private final HttpResponse<InputStream> response;

    private Listening(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** One event. */
    public record Told(String id, String type, JsonNode data) {}

    /** Asks for events at this address, with these headers. */
    public static Listening to(HttpClient client, URI address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new Listening(client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    /** The next so many events. */
    public List<Told> next(int count) {
        List<Told> told = new ArrayList<>();
        while (told.size() < count) {
            told.add(next());
        }
        return told;
    }

    /** The next event; waits for it. */
    public Told next() {
        try {
            String line = lines.readLine();
            while (line != null && !line.startsWith("id: ")) {
                line = lines.readLine();
            }
            if (line == null) {
                throw new AssertionError("the stream has ended");
            }
            String type = lines.readLine();
            String data = lines.readLine();
            return new Told(after("id: ", line), after("event: ", type), Plain.read(after("data: ", data)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String after(String prefix, String line) {
        if (!line.startsWith(prefix)) {
            throw new AssertionError("not " + prefix + ": " + line);
        }
        return line.substring(prefix.length());
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
