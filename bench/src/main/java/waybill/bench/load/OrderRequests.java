package waybill.bench.load;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import waybill.bench.wire.RequestTemplate;

/** Orders of two lines of different products, each with a number, and with a key that is the number's. */
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

    private final RequestTemplate template;
    private final Demand demand;
    private long sent;

    private OrderRequests(RequestTemplate template, Demand demand) {
        this.template = template;
        this.demand = demand;
    }

    /** Orders that wait for their outcome. Keys begin with the run's name, so that no run repeats another's. */
    public static OrderRequests waiting(InetSocketAddress server, String run, Demand demand) {
        return of(server, run, demand, "");
    }

    /** Orders that are answered as soon as they are accepted. */
    public static OrderRequests respondAsync(InetSocketAddress server, String run, Demand demand) {
        return of(server, run, demand, "Prefer: respond-async\r\n");
    }

    private static OrderRequests of(InetSocketAddress server, String run, Demand demand, String preference) {
        String headers = preference + "Idempotency-Key: " + run + "-############\r\n";
        return new OrderRequests(RequestTemplate.post(hostHeader(server), "/orders", headers, BODY), demand);
    }

    static String hostHeader(InetSocketAddress server) {
        return server.getHostString() + ":" + server.getPort();
    }

    /** Writes the next order into the buffer and returns its number. */
    long writeNext(ByteBuffer request) {
        write(++sent, request);
        return sent;
    }

    /** Writes the order of this number, the same as every time before. */
    void write(long number, ByteBuffer request) {
        SplittableRandom choices = demand.choices(number);
        int first = demand.first(choices);
        template.put(KEY, number);
        template.put(CUSTOMER, choices.nextInt(1_000_000));
        template.put(FIRST_PRODUCT, first);
        template.put(SECOND_PRODUCT, demand.second(first, choices));
        template.writeTo(request);
    }
}
