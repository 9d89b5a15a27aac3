package waybill.bench.load;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.stream.IntStream;
import waybill.bench.wire.Conversation;
import waybill.bench.wire.RequestTemplate;
import waybill.bench.wire.Response;

/** Receives a million pieces of each product, so that no run ever sells out; many may share the work. */
public final class StockKeeper {
    private static final String BODY = "{\"productId\":\"SKU-####\",\"quantity\":1000000,\"name\":\"Product ####\"}";

    private final Iterator<Integer> products;
    private final RequestTemplate template;
    private final Tally tally = new Tally();

    /** Receives products 0 to {@code products - 1} under keys that begin with the run's name. */
    public StockKeeper(InetSocketAddress server, String run, int products) {
        this.products = IntStream.range(0, products).iterator();
        this.template = RequestTemplate.post(
                OrderRequests.hostHeader(server),
                "/inventory/receive",
                "Idempotency-Key: " + run + "-stock-####\r\n",
                BODY);
    }

    /** One hand more. */
    public Conversation hand() {
        return new Hand();
    }

    /** What went wrong, if anything, is in its failures. */
    public Tally tally() {
        return tally;
    }

    private final class Hand implements Conversation {
        @Override
        public long next(ByteBuffer request, long now, boolean closing) {
            if (!products.hasNext()) {
                return FINISHED;
            }
            int product = products.next();
            for (int slot = 0; slot < template.slots(); slot++) {
                template.put(slot, product);
            }
            template.writeTo(request);
            return now;
        }

        @Override
        public void heard(Response response, long sentAt, long heardAt) {
            if (response.status() / 100 != 2) {
                tally.failed("receiving stock was answered " + response.status() + ": " + response.body());
            }
        }

        @Override
        public void lost(String how) {
            tally.failed("receiving stock: " + how);
        }
    }
}
