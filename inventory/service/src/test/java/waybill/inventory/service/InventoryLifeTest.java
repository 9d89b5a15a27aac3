package waybill.inventory.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import waybill.contracts.Announcement;
import waybill.contracts.order.OrderAnnouncement;
import waybill.contracts.order.OrderAnnouncement.LineItem;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.LocalTransport;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Origin;
import waybill.engine.core.log.StoredAnswer;
import waybill.engine.core.parked.Parked;
import waybill.engine.core.parked.ParkedEvents;
import waybill.engine.core.parked.Settled;
import waybill.engine.core.parked.Settlement;
import waybill.engine.core.time.TimedIds;
import waybill.engine.http.server.HttpServer;
import waybill.engine.http.server.HttpSettings;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.embedded.TemporaryPostgres;
import waybill.kernel.OrderId;
import waybill.testkit.engine.Eventually;
import waybill.testkit.feeds.SpokenFeed;
import waybill.testkit.http.ApiClient;

/** What orders announce, through the engine and PostgreSQL, to what inventory announces and shows. */
class InventoryLifeTest {
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static final Database DATABASE =
            new Database("inventory", TemporaryPostgres.freshDatabase(), Database.Sizes.usual(), METERS);
    private static final SpokenFeed<Announcement> ORDERS =
            new SpokenFeed<>("order", Announcement::subject, Announcement::type);
    private static final InventoryService SERVICE = listening();
    private static final HttpServer HTTP = HttpServer.start(HttpSettings.of("127.0.0.1", 0, SERVICE.routes()), METERS);
    private static final String PARCEL = "shp_01kantm5xdf3sb2q7h6m0r4d8j";
    private static final String NEXT_PARCEL = "shp_01kantm5xef3sb2q7h6m0r4d8k";
    private static final ApiClient API = ApiClient.at(HTTP.port());
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final int name = NAMES.incrementAndGet();
    private final String tea = "TEA-" + name;
    private final String order = OrderId.of(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + name))
            .value();

    private static InventoryService listening() {
        Environment environment = new Environment(
                Clock.systemUTC(),
                new TimedIds(Clock.systemUTC(), new SecureRandom()::nextLong),
                METERS,
                CommandRunner.Sizes.usual());
        InventoryService service =
                new InventoryService(DATABASE, environment, new InventorySettings(Duration.ofMinutes(20)));
        LocalTransport<Announcement> transport = new LocalTransport<>();
        transport.offer(ORDERS);
        transport.offer(new SpokenFeed<>("payment", Announcement::subject, Announcement::type));
        service.listen(transport, Set.of("order", "payment"));
        return service;
    }

    @AfterAll
    static void close() {
        API.close();
        HTTP.close();
        SERVICE.close();
        DATABASE.close();
    }

    @Test
    void goods_are_held_committed_and_shipped_in_parts() {
        placed(5);
        ORDERS.say(shipment(PARCEL, 2));
        assertStock(8, 0, 3);
        assertReservation("COMMITTED", 3, PARCEL);
        ORDERS.say(shipment(PARCEL, 2));
        ORDERS.say(shipment(NEXT_PARCEL, 3));
        assertStock(5, 0, 0);
        assertReservation("CONSUMED", 0, PARCEL, NEXT_PARCEL);
        assertThat(announced())
                .containsExactly(
                        "inventory.reserved.v1",
                        "inventory.committed.v1",
                        "inventory.consumed.v1",
                        "inventory.consumed.v1");
    }

    @Test
    void the_rest_of_a_partly_shipped_order_is_given_back() {
        placed(5);
        ORDERS.say(shipment(PARCEL, 2));
        ORDERS.say(new OrderAnnouncement.OrderLinesCancelled(
                order, 1, List.of(new LineItem(1, tea, 3)), "CUSTOMER_REQUEST"));
        assertStock(8, 0, 0);
        assertReservation("CONSUMED", 0, PARCEL);
    }

    @Test
    void what_has_shipped_leaves_the_stock_although_somebody_released_it_and_waits_for_goods_if_there_are_none() {
        placed(5);
        API.post("/inventory/release", "{\"orderId\":\"" + order + "\"}", "Idempotency-Key", "release-of-" + order);
        assertStock(10, 0, 0);
        ORDERS.say(shipment(PARCEL, 2));
        ORDERS.say(shipment(PARCEL, 2));
        assertStock(8, 0, 0);
        assertReservation("CONSUMED", 0, PARCEL);
        assertThat(announced())
                .containsExactly(
                        "inventory.reserved.v1",
                        "inventory.committed.v1",
                        "inventory.released.v1",
                        "inventory.consumed.v1");

        adjust(-6);
        ORDERS.say(shipment(NEXT_PARCEL, 3));
        Eventually.holds(() -> assertThat(parked())
                .extracting(Parked::error)
                .singleElement()
                .asString()
                .contains("CannotConsume", "requested=3, available=2"));
        assertStock(2, 0, 0);
        adjust(1);
        var wish = new ParkedEvents.Wish(
                "goods have come in",
                new Origin("retry", null, "operator", null),
                new Settlement.Kept(
                        new KeyId("retry", order), "retry", _ -> new StoredAnswer(200, "text/plain", "settled")));
        assertThat(Eventually.get(
                        SERVICE.parkedEvents().retry(parked().getFirst().place(), wish)))
                .isInstanceOf(Settled.Done.class);
        assertStock(0, 0, 0);
        assertReservation("CONSUMED", 0, PARCEL, NEXT_PARCEL);
    }

    private List<Parked> parked() {
        return SERVICE.parkedEvents().list(order, 0, 10);
    }

    private void adjust(int delta) {
        API.post(
                "/inventory/adjust",
                "{\"productId\":\"" + tea + "\",\"quantity\":" + delta + "}",
                "Idempotency-Key",
                "adjust-" + tea + delta);
    }

    @Test
    void a_cancelled_order_is_closed_and_asked_again_it_says_so_again() {
        placed(5);
        ORDERS.say(new OrderAnnouncement.OrderCancelRequested(order, 1, "CUSTOMER_REQUEST", "customer"));
        assertStock(10, 0, 0);
        ORDERS.say(new OrderAnnouncement.OrderCancelRequested(order, 1, "CUSTOMER_REQUEST", "customer"));
        ORDERS.say(created(5));
        ORDERS.say(wanted(5));
        Eventually.holds(() -> assertThat(announced())
                .containsExactly(
                        "inventory.reserved.v1",
                        "inventory.committed.v1",
                        "inventory.released.v1",
                        "inventory.closed.v1",
                        "inventory.closed.v1",
                        "inventory.closed.v1"));
        assertStock(10, 0, 0);
        assertReservation("RELEASED", 0);
    }

    @Test
    void an_order_that_asks_hears_again_what_is_held_for_it() {
        receive();
        ORDERS.say(wanted(5));
        ORDERS.say(wanted(5));
        Eventually.holds(
                () -> assertThat(announced()).containsExactly("inventory.reserved.v1", "inventory.reserved.v1"));
        assertStock(10, 5, 0);
    }

    private void placed(int units) {
        receive();
        ORDERS.say(created(units));
        ORDERS.say(new OrderAnnouncement.OrderPlaced(order, 1, "pay_01kantm5xaf3sb2q7h6m0r4d8f", "EUR", "10.00"));
        assertStock(10, 0, units);
    }

    private void receive() {
        API.post(
                "/inventory/receive",
                "{\"productId\":\"" + tea + "\",\"quantity\":10}",
                "Idempotency-Key",
                "receipt-of-" + tea);
    }

    private OrderAnnouncement created(int units) {
        return new OrderAnnouncement.OrderCreated(
                order,
                1,
                "cust1",
                "EUR",
                "10.00",
                List.of(new OrderAnnouncement.Item(tea, null, units, "2.00")),
                new OrderAnnouncement.Payment("card", "tok_ok"),
                Instant.EPOCH);
    }

    private OrderAnnouncement wanted(int units) {
        return new OrderAnnouncement.OrderAnswerWanted(
                order,
                1,
                "inventory",
                "EUR",
                "10.00",
                List.of(new OrderAnnouncement.Item(tea, null, units, "2.00")),
                new OrderAnnouncement.Payment("card", "tok_ok"),
                Instant.EPOCH);
    }

    private OrderAnnouncement shipment(String id, int units) {
        List<LineItem> items = List.of(new LineItem(1, tea, units));
        return new OrderAnnouncement.OrderPartiallyShipped(order, 1, id, items, "EUR", "2.00", null, null);
    }

    private void assertStock(int onHand, int held, int committed) {
        Eventually.holds(() -> {
            JsonNode stock = API.get("/inventory/items/" + tea).json();
            assertThat(List.of(
                            stock.get("onHand").asInt(),
                            stock.get("held").asInt(),
                            stock.get("committed").asInt()))
                    .isEqualTo(List.of(onHand, held, committed));
        });
    }

    private void assertReservation(String status, int remaining, String... shipments) {
        JsonNode reservation = API.get("/inventory/reservations/" + order).json();
        assertThat(reservation.get("status").asText()).isEqualTo(status);
        assertThat(reservation.at("/items/0/remaining").asInt()).isEqualTo(remaining);
        assertThat(reservation.get("shipments").findValuesAsText("shipmentId")).containsExactly(shipments);
    }

    /** The types of what inventory has announced about this order. */
    private List<String> announced() {
        List<String> types = new ArrayList<>();
        for (int shard = 0; shard < SERVICE.feed().shards(); shard++) {
            for (Envelope<Announcement> envelope : SERVICE.feed().read(shard, 0, 1000)) {
                if (envelope.subject().equals(order)) {
                    types.add(envelope.type());
                }
            }
        }
        return types;
    }
}
