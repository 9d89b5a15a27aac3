package waybill.payment.service.gateway.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpContent;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.client.Carrier;

/**
 * Carries the library's requests on our own client. The library's carrier sends a request a second time, without saying
 * so, when a kept connection breaks; if that second connection is refused, it looks as if nothing had been sent. Ours
 * sends once, ends with the caller's patience, and tells a connection that was never made from a lost answer.
 */
final class StripeTransport extends com.stripe.net.HttpClient implements AutoCloseable {
    private static final long ANSWER_BYTES_MAX = 16L * 1024 * 1024;
    private static final byte[] NOTHING = {};

    /** The JDK's client writes these itself, and the last is the library's report about earlier calls. */
    private static final Set<String> LEFT_OUT =
            Set.of("host", "connection", "content-length", "x-stripe-client-telemetry");

    private final Carrier carrier = new Carrier();

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
        HttpContent content = request.content();
        return carrier.carry(
                translated(request, content),
                request.method().name(),
                content == null ? NOTHING : content.byteArrayContent(),
                Duration.ofMillis(request.options().getReadTimeout()),
                BodyHandlers.limiting(BodyHandlers.ofString(), ANSWER_BYTES_MAX));
    }

    private static HttpRequest.Builder translated(StripeRequest request, @Nullable HttpContent content) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(request.url().toString()));
        request.headers().map().forEach((name, values) -> {
            if (!LEFT_OUT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        builder.setHeader("User-Agent", buildUserAgentString(request));
        if (content != null) {
            builder.setHeader("Content-Type", content.contentType());
        }
        return builder;
    }

    @Override
    public void close() {
        carrier.close();
    }
}
