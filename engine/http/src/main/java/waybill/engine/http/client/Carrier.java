package waybill.engine.http.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests on the JDK's client: each once, no longer than its timeout, and telling a connection that was never
 * made from a lost answer. The socket of a request that is given up is closed.
 */
public final class Carrier implements AutoCloseable {
    /** The request's own timeout knows whether there was a connection; it goes first. */
    private static final int COURTESY_MILLIS = 100;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /**
     * Sends one request and waits for its whole answer.
     *
     * @param request its address and headers
     * @throws ConnectException or {@link HttpConnectTimeoutException} if it provably was not sent
     * @throws HttpTimeoutException if there was no answer in time
     * @throws IOException if the answer is lost
     * @throws InterruptedException if nobody waits any more
     */
    public <T> HttpResponse<T> carry(
            HttpRequest.Builder request, String method, byte[] body, Duration timeout, BodyHandler<T> reader)
            throws IOException, InterruptedException {
        SentOnce once = new SentOnce(body);
        long millis = Math.max(1, timeout.toMillis());
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(
                request.method(method, once).timeout(Duration.ofMillis(millis)).build(), reader);
        try {
            return answer.get(millis + COURTESY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException incomplete) {
            answer.cancel(true);
            HttpTimeoutException late = new HttpTimeoutException("the answer never ended");
            late.initCause(incomplete);
            throw late;
        } catch (InterruptedException givenUp) {
            answer.cancel(true);
            throw givenUp;
        } catch (ExecutionException failed) {
            throw reason(failed.getCause(), once);
        }
    }

    /** What was perhaps sent on a connection that broke is not unsent because there was no second connection. */
    private static IOException reason(@Nullable Throwable failed, SentOnce once) {
        boolean neverConnected = failed instanceof ConnectException || failed instanceof HttpConnectTimeoutException;
        if (once.isToldTwice() || (neverConnected && once.isTold())) {
            return new IOException("the connection broke before there was an answer", failed);
        }
        if (failed instanceof IOException lost) {
            return lost;
        }
        throw new IllegalStateException("the HTTP client is broken", failed);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
