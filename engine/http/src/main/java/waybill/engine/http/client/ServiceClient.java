package waybill.engine.http.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.resilience.Guarded;
import waybill.engine.core.resilience.Heard;
import waybill.engine.core.resilience.Result;
import waybill.engine.core.resilience.Trouble;
import waybill.engine.core.tracing.Exemplar;
import waybill.engine.core.tracing.Span;
import waybill.engine.core.tracing.Tracer;
import waybill.engine.http.json.StrictJson;

/** Asks one other service, over HTTP with JSON, within the policy for it. Blocks, on virtual threads. */
public final class ServiceClient implements AutoCloseable {
    private static final int ANSWER_BYTES_MAX = 1024 * 1024;
    private static final int SECONDS_DIGITS_MAX = 9;
    private static final int NO_CONTENT = 204;

    private final Address address;
    private final Guarded guarded;
    private final ClientTimers timers;
    private final Tracer tracer;
    private final Carrier carrier = new Carrier();

    /** One whose requests nobody records. */
    public ServiceClient(Address address, Guarded guarded, MeterRegistry meters) {
        this(address, guarded, meters, Tracer.NONE);
    }

    /**
     * Connects to nothing yet.
     *
     * @param guarded shared by all that ask this service
     * @param tracer where it is recorded what is asked
     */
    public ServiceClient(Address address, Guarded guarded, MeterRegistry meters, Tracer tracer) {
        this.tracer = tracer;
        this.address = address;
        this.guarded = guarded;
        this.timers = new ClientTimers(guarded.policy().name(), meters);
    }

    /**
     * Where the service is.
     *
     * @param base scheme, host and port, perhaps with a path in front of all others
     * @param token sent as a bearer token, and never shown; null if none is needed
     */
    public record Address(URI base, @Nullable String token) {
        /** The base without a slash at its end. */
        String prefix() {
            String text = base.toString();
            return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        }

        @Override
        public String toString() {
            return base.toString();
        }
    }

    /** The same client, which will mostly ask with this method: its metrics are there before the first call. */
    public ServiceClient expecting(String method) {
        timers.expect(method);
        return this;
    }

    /**
     * Asks.
     *
     * @throws InterruptedException if nobody waits any more; what was sent may have been done
     */
    public Result<Reply> ask(Ask ask) throws InterruptedException {
        Duration usual = guarded.policy().deadline();
        Duration within = ask.within();
        return guarded.call(ask.repeat(), within == null ? usual : within, timeout -> attempt(ask, timeout));
    }

    private Heard<Reply> attempt(Ask ask, Duration timeout) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Span span = tracer.follow(Tracer.Kind.CLIENT, ask.method(), ask.traceparent())
                .with("http.request.method", ask.method())
                .with("peer.service", guarded.policy().name());
        try {
            HttpResponse<byte[]> response = carrier.carry(
                    request(ask.tracedTo(span.traceparentOr(null))),
                    ask.method(),
                    ask.body().getBytes(StandardCharsets.UTF_8),
                    timeout,
                    BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
            String status = Integer.toString(response.statusCode());
            Exemplar.of(span.traceparentOr(null), () -> timers.record(ask.method(), status, System.nanoTime() - begun));
            span.with("http.response.status_code", response.statusCode());
            return heard(response);
        } catch (IOException failed) {
            timers.record(ask.method(), Trouble.of(failed).label(), System.nanoTime() - begun);
            span.with("error.type", Trouble.of(failed).label()).failed();
            throw failed;
        } finally {
            span.end();
        }
    }

    private HttpRequest.Builder request(Ask ask) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.prefix() + ask.path()))
                .header("Accept", "application/json, application/problem+json");
        ask.headers().forEach(request::setHeader);
        if (address.token != null) {
            request.setHeader("Authorization", "Bearer " + address.token);
        }
        return request;
    }

    private static Heard<Reply> heard(HttpResponse<byte[]> response) throws IOException {
        int status = response.statusCode();
        Duration retryAfter = retryAfter(response).orElse(null);
        return Heard.status(status, new Reply(status, json(response), retryAfter), retryAfter);
    }

    /** Whoever succeeds can write JSON; an error may come from a proxy that cannot. */
    private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        boolean isSuccess = response.statusCode() / 100 == 2;
        if (response.statusCode() == NO_CONTENT || (!isSuccess && response.body().length == 0)) {
            return MissingNode.getInstance();
        }
        try {
            return StrictJson.parse(response.body());
        } catch (StrictJson.Unreadable unreadable) {
            if (isSuccess) {
                throw new IOException("the answer is not JSON", unreadable);
            }
            return MissingNode.getInstance();
        }
    }

    /** In seconds; a date is ignored, because it needs clocks that agree. */
    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1," + SECONDS_DIGITS_MAX + "}"))
                .map(text -> Duration.ofSeconds(Integer.parseInt(text)));
    }

    @Override
    public void close() {
        carrier.close();
    }
}
