package waybill.engine.http.access.jwt;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches the issuer's keys over HTTP: nothing is followed elsewhere, and nothing is waited for long. */
public final class KeyFetch implements RemoteKeys.Fetch, AutoCloseable {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final Duration ALL_MAX = Duration.ofSeconds(5);
    private static final long BYTES_MAX = 256 * 1024L;
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_MAX)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final HttpRequest request;

    /** From this address. */
    public KeyFetch(URI address) {
        this.request = HttpRequest.newBuilder(address)
                .timeout(ALL_MAX)
                .header("Accept", "application/json, application/jwk-set+json")
                .build();
    }

    @Override
    public String now() throws IOException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), BYTES_MAX));
        try {
            HttpResponse<String> response = answer.get(ALL_MAX.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != OK) {
                throw new IOException("the answer has the status " + response.statusCode());
            }
            return response.body();
        } catch (ExecutionException failed) {
            throw new IOException(String.valueOf(failed.getCause()), failed);
        } catch (TimeoutException late) {
            throw new IOException("there was no whole answer within " + ALL_MAX.toSeconds() + " seconds", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
