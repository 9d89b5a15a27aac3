package waybill.bench.load;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import waybill.bench.wire.Conversation;
import waybill.bench.wire.RequestTemplate;
import waybill.bench.wire.Response;

/**
 * Many buyers who all want one piece of the same product. Each insists until told yes or no: who is asked to come back
 * later does so with the same key, and the time counts from the first try.
 */
public final class Crowd {
    private static final int CUSTOMER = 1;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int LOSSES_MAX = 3;
    private static final byte[] CODE = OrderWords.word("code");
    private static final byte[] INSUFFICIENT_STOCK = OrderWords.word("INSUFFICIENT_STOCK");

    private final RequestTemplate template;
    private final int buyers;
    private final Tally tally;
    private int come;

    /** So many buyers for this product; keys begin with the run's name. */
    public Crowd(InetSocketAddress server, String run, String product, int buyers, Tally tally) {
        this.template = RequestTemplate.post(
                OrderRequests.hostHeader(server),
                "/orders",
                "Idempotency-Key: " + run + "-########\r\n",
                body(product));
        this.buyers = buyers;
        this.tally = tally;
    }

    private static String body(String product) {
        return "{\"customer\":{\"id\":\"cust-######\"},\"currency\":\"EUR\",\"items\":[{\"productId\":\"" + product
                + "\",\"quantity\":1,\"price\":\"99.00\"}],\"shippingAddress\":{\"street\":\"1 Main St\","
                + "\"city\":\"Berlin\",\"zip\":\"10115\",\"country\":\"DE\"},"
                + "\"payment\":{\"method\":\"card\",\"token\":\"tok_ok\"}}";
    }

    /** One connection, over which one buyer after the other comes. */
    public Conversation queue() {
        return new Queue();
    }

    private final class Queue implements Conversation {
        private int buyer;
        private boolean isInsisting;
        private long cameAt;
        private long tryAt;
        private int losses;

        @Override
        public long next(ByteBuffer request, long now, boolean closing) {
            if (isInsisting && now < tryAt) {
                return tryAt;
            }
            if (!isInsisting) {
                if (come == buyers) {
                    return FINISHED;
                }
                buyer = ++come;
                cameAt = now;
                losses = 0;
            }
            template.put(0, buyer);
            template.put(CUSTOMER, buyer);
            template.writeTo(request);
            return now;
        }

        @Override
        public void heard(Response response, long sentAt, long heardAt) {
            isInsisting = false;
            if (OrderWords.isConfirmed(response)) {
                tally.answered(response.status(), heardAt - cameAt);
                tally.confirmed(heardAt - cameAt);
            } else if (response.status() == 409 && response.says(CODE, INSUFFICIENT_STOCK)) {
                tally.answered(response.status(), heardAt - cameAt);
            } else if (response.header("Retry-After") != null && heardAt - cameAt < PATIENCE_NANOS) {
                tally.note("asked to come again, with " + response.status());
                comeAgain(heardAt + FollowUps.retryAfterNanos(response));
            } else {
                tally.answered(response.status(), heardAt - cameAt);
                tally.failed(Refusals.describe(response));
            }
        }

        private void comeAgain(long at) {
            isInsisting = true;
            tryAt = at;
        }

        /** Nobody knows whether the order was made: the same key finds out. */
        @Override
        public void lost(String how) {
            tally.note(how);
            isInsisting = ++losses < LOSSES_MAX;
            tryAt = cameAt;
            if (!isInsisting) {
                tally.failed(how + ", " + LOSSES_MAX + " times");
            }
        }
    }
}
