package waybill.bench.load;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import waybill.bench.wire.RequestTemplate;

/** Orders of two lines of different, random products, each with a key of its own. */
public final class OrderRequests {
    private static final String BODY = "{\"customer\":{\"id\":\"cust-######\"},\"currency\":\"EUR\",\"items\":["
            + "{\"productId\":\"SKU-####\",\"quantity\":1,\"price\":\"10.99\"},"
            + "{\"productId\":\"SKU-####\",\"quantity\":2,\"price\":\"4.50\"}],"
            + "\"shippingAddress\":{\"street\":\"1 Main St\",\"city\":\"Berlin\",\"zip\":\"10115\",\"country\":\"DE\"},"
            + "\"payment\":{\"method\":\"card\",\"token\":\"tok_ok\"}}";

    private static final int KEY = 0;
    private static final int CUSTOMER = 1;
    private static final int FIRST_PRODUCT = 2;
    private static final int SECOND_PRODUCT = 3;

    private final String host;
    private final RequestTemplate template;
    private final SplittableRandom random;
    private final int products;
    private long sent;

    /**
     * Orders from products 0 to {@code products - 1}; keys begin with the run's name, so that no run repeats another's.
     */
    public OrderRequests(InetSocketAddress server, String run, int products, long seed) {
        this.host = hostHeader(server);
        this.template = RequestTemplate.post(host, "/orders", "Idempotency-Key: " + run + "-############\r\n", BODY);
        this.products = products;
        this.random = new SplittableRandom(seed);
    }

    static String hostHeader(InetSocketAddress server) {
        return server.getHostString() + ":" + server.getPort();
    }

    /** The name of product n. */
    public static String product(int n) {
        return "SKU-%04d".formatted(n);
    }

    /** Asks for an order as it now is. */
    RequestTemplate lookUp(String path) {
        return RequestTemplate.get(host, path);
    }

    /** Writes the next order into the buffer. */
    void writeNext(ByteBuffer request) {
        int first = random.nextInt(products);
        int second = (first + 1 + random.nextInt(products - 1)) % products;
        template.put(KEY, ++sent);
        template.put(CUSTOMER, random.nextInt(1_000_000));
        template.put(FIRST_PRODUCT, first);
        template.put(SECOND_PRODUCT, second);
        template.writeTo(request);
    }
}
