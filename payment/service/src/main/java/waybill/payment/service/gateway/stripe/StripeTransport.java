package waybill.payment.service.gateway.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpContent;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries the library's requests on the JDK's client. The library's own carrier sends a request a second time, without
 * saying so, when a kept connection breaks; if that second connection is refused, it looks as if nothing had been sent.
 * This one sends once, ends with the caller's patience, and tells a connection that was never made from a lost answer.
 */
final class StripeTransport extends com.stripe.net.HttpClient implements AutoCloseable {
    private static final long ANSWER_BYTES_MAX = 16L * 1024 * 1024;
    /** The request's own timeout knows whether there was a connection; it goes first. */
    private static final int COURTESY_MILLIS = 100;

    /** The JDK's client writes these itself, and the last is the library's report about earlier calls. */
    private static final Set<String> LEFT_OUT =
            Set.of("host", "connection", "content-length", "x-stripe-client-telemetry");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        try {
            HttpResponse<String> answer = exchange(request);
            return new StripeResponse(
                    answer.statusCode(), HttpHeaders.of(answer.headers().map()), answer.body());
        } catch (IOException failed) {
            throw new ApiConnectionException("no answer from Stripe", failed);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw new ApiConnectionException("nobody waits for Stripe's answer any more", givenUp);
        }
    }

    private HttpResponse<String> exchange(StripeRequest request) throws IOException, InterruptedException {
        int millis = request.options().getReadTimeout();
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                translated(request, millis), BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_BYTES_MAX));
        try {
            return answer.get((long) millis + COURTESY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException incomplete) {
            answer.cancel(true);
            HttpTimeoutException timeout = new HttpTimeoutException("the answer never ended");
            timeout.initCause(incomplete);
            throw timeout;
        } catch (InterruptedException givenUp) {
            answer.cancel(true);
            throw givenUp;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException lost) {
                throw lost;
            }
            throw new IllegalStateException("the HTTP client is broken", failed.getCause());
        }
    }

    private static HttpRequest translated(StripeRequest request, int millis) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(request.url().toString())).timeout(Duration.ofMillis(millis));
        request.headers().map().forEach((name, values) -> {
            if (!LEFT_OUT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        builder.setHeader("User-Agent", buildUserAgentString(request));
        HttpContent content = request.content();
        if (content == null) {
            builder.method(request.method().name(), BodyPublishers.noBody());
        } else {
            builder.setHeader("Content-Type", content.contentType());
            builder.method(request.method().name(), BodyPublishers.ofByteArray(content.byteArrayContent()));
        }
        return builder.build();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
