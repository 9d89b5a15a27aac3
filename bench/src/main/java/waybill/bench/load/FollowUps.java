package waybill.bench.load;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import waybill.bench.wire.RequestTemplate;
import waybill.bench.wire.Response;

/** What is asked and told about orders after they were placed. */
public final class FollowUps {
    private static final String ID_SLOT = "@".repeat(OrderWords.ID_LENGTH);

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String host;
    private final RequestTemplate lookUp;
    private final RequestTemplate cancel;
    private final RequestTemplate fulfill;
    private long sent;

    /** About orders of this server; keys begin with the run's name. */
    public FollowUps(InetSocketAddress server, String run) {
        this.host = OrderRequests.hostHeader(server);
        String key = "Idempotency-Key: " + run + "-then-############\r\n";
        this.lookUp = RequestTemplate.get(host, "/orders/" + ID_SLOT);
        this.cancel = RequestTemplate.delete(host, "/orders/" + ID_SLOT, key);
        this.fulfill = RequestTemplate.post(
                host,
                "/orders/" + ID_SLOT + "/fulfill",
                key,
                "{\"carrier\":\"DHL\",\"trackingNumber\":\"00340434161094042557\"}");
    }

    /** Asks for an order as it now is. */
    void writeLookUp(String id, ByteBuffer request) {
        lookUp.put(0, id);
        lookUp.writeTo(request);
    }

    /** Asks for a page of 50 orders: the newest, or those after a cursor. */
    void writeList(@Nullable String cursor, ByteBuffer request) {
        RequestTemplate.get(host, "/orders?limit=50" + (cursor == null ? "" : "&cursor=" + cursor))
                .writeTo(request);
    }

    /** Cancels an order. */
    void writeCancel(String id, ByteBuffer request) {
        writeKeyed(cancel, id, request);
    }

    /** Ships all of an order. */
    void writeFulfill(String id, ByteBuffer request) {
        writeKeyed(fulfill, id, request);
    }

    private void writeKeyed(RequestTemplate template, String id, ByteBuffer request) {
        template.put(0, id);
        template.put(1, ++sent);
        template.writeTo(request);
    }

    /** How long the answer asks to wait before the next try; a second if it does not say. */
    static long retryAfterNanos(Response response) {
        String seconds = response.header("Retry-After");
        return seconds == null ? SECOND_NANOS : Long.parseLong(seconds) * SECOND_NANOS;
    }
}
