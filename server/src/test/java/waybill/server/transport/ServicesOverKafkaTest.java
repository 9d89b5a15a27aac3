package waybill.server.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.cluster.broker.KafkaBroker;
import waybill.cluster.broker.Node;
import waybill.server.Basket;
import waybill.server.RunningShop;
import waybill.server.observation.Collector;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;
import waybill.server.storage.FreshStorage;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/** Every service in a process of its own, on a database of its own, joined by a real broker. */
class ServicesOverKafkaTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final Collector COLLECTOR = new Collector();
    private static KafkaBroker broker;
    private static RunningShop inventory;
    private static RunningShop payment;
    private static RunningShop order;

    @BeforeAll
    static void start(@TempDir Path directory) {
        broker = KafkaBroker.start(Node.on(1, directory));
        inventory = service(Role.INVENTORY, Map.of());
        payment = service(Role.PAYMENT, Map.of());
        order = service(
                Role.ORDER,
                Map.of(
                        "WAYBILL_ORDER_STOCK_CHECK_TIME",
                        "PT10S",
                        "WAYBILL_RESILIENCE_INVENTORY_TIMEOUT",
                        "PT10S",
                        "WAYBILL_INVENTORY_URL",
                        inventory.address().toString(),
                        "WAYBILL_PAYMENT_URL",
                        payment.address().toString()));
    }

    private static RunningShop service(Role role, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("WAYBILL_TRANSPORT", "kafka");
        settings.put("WAYBILL_TRACES_ENDPOINT", COLLECTOR.endpoint());
        settings.put("WAYBILL_TRACES_SAMPLE", "0");
        settings.put("WAYBILL_KAFKA_SERVERS", broker.node().address());
        return RunningShop.of(Set.of(role), Settings.read(null, settings), new FreshStorage());
    }

    @AfterAll
    static void stop() {
        order.close();
        payment.close();
        inventory.close();
        broker.close();
        COLLECTOR.close();
    }

    private static Reply placed(String product, int quantity, String token) {
        return order.place(Basket.of(product, quantity).paidWith(token), "Prefer", "wait=30");
    }

    private static String confirmed(String product, int quantity) {
        Reply reply = placed(product, quantity, "tok_ok");
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.json().get("id").asText();
    }

    @Test
    void orders_go_all_their_ways_and_every_message_is_as_the_contract_says() {
        String product = inventory.stocked(50);
        String shipped = confirmed(product, 3);
        order.post("/orders/" + shipped + "/fulfill", "{\"items\":[{\"line\":1,\"quantity\":1}]}", "Prefer", "wait=30");
        order.post("/orders/" + shipped + "/fulfill", "{}", "Prefer", "wait=30");
        order.post("/orders/" + shipped + "/deliver", "{}");
        assertThat(order.order(shipped).get("status").asText()).isEqualTo("DELIVERED");
        assertThat(order.post("/orders/" + shipped + "/refunds", "{\"amount\":\"5.00\",\"reason\":\"late\"}")
                        .status())
                .isEqualTo(201);
        String cancelled = confirmed(product, 4);
        assertThat(order.api()
                        .delete("/orders/" + cancelled + "?reason=none", "Idempotency-Key", order.newKey())
                        .status())
                .isIn(200, 202);
        assertThat(placed(product, 2, "tok_declined").status()).isEqualTo(402);

        Eventually.holds(
                () -> assertThat(order.order(cancelled).get("status").asText()).isEqualTo("CANCELLED"));
        Eventually.holds(() -> assertThat(inventory.stock(product)).contains("\"onHand\":47", "\"committed\":0"));
        expectMessagesAsTheContractSays();
    }

    private static void expectMessagesAsTheContractSays() {
        AnnouncedContract contract = new AnnouncedContract();
        List<String> breaches = new ArrayList<>();
        Set<String> types = new TreeSet<>();
        for (ConsumerRecord<String, byte[]> message : messages()) {
            breaches.addAll(contract.breaches(message));
            types.add(new String(message.headers().lastHeader("ce_type").value(), UTF_8));
        }
        assertThat(breaches).isEmpty();
        assertThat(types)
                .contains(
                        "order.created.v1",
                        "order.confirmed.v1",
                        "order.cancelled.v1",
                        "order.shipped.v1",
                        "inventory.reserved.v1",
                        "inventory.consumed.v1",
                        "stock.received.v1",
                        "payment.authorized.v1",
                        "payment.declined.v1",
                        "payment.captured.v1",
                        "payment.refunded.v1",
                        "payment.voided.v1");
    }

    private static List<ConsumerRecord<String, byte[]>> messages() {
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.node().address(), "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (Role role : Role.all()) {
                String topic = "waybill." + role.service() + ".events.v1";
                consumer.partitionsFor(topic)
                        .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
            }
            assertThat(partitions).hasSize(18);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }

    @Test
    void an_order_is_one_trace_through_all_processes_and_the_broker_between_them() {
        String traceparent = "00-" + TRACE + "-00f067aa0ba902b7-01";
        Basket basket = Basket.of(inventory.stocked(5), 1);
        assertThat(order.place(basket, "Prefer", "wait=30", "traceparent", traceparent)
                        .status())
                .isEqualTo(201);

        String began = "order SERVER POST /orders";
        String held = began + " > order PRODUCER order.created.v1 > inventory CONSUMER order.created.v1";
        String asked = held + " > inventory PRODUCER inventory.reserved.v1 > payment CONSUMER inventory.reserved.v1";
        String paid = asked + " > payment CLIENT authorize";
        String placed = paid + " > payment PRODUCER payment.authorized.v1 > order CONSUMER payment.authorized.v1";
        Eventually.holds(() -> assertThat(COLLECTOR.paths(TRACE))
                .contains(began, held, asked, paid, placed)
                .contains(began + " > order CLIENT GET > inventory SERVER GET /inventory/check"));
        assertThat(COLLECTOR.paths(TRACE)).allMatch(path -> path.startsWith(began));
    }

    @Test
    void who_listens_says_how_far_it_is_behind_and_who_publishes() {
        confirmed(inventory.stocked(5), 1);

        Eventually.holds(() -> assertThat(order.bare("GET", "/metrics").body())
                .contains("feed_lag_events{subscriber=\"order<payment\"} 0.0")
                .contains("relay_leader{name=\"order\"} 1.0")
                .containsPattern("events_published_total\\{name=\"order\"} [1-9]")
                .containsPattern("events_consumed_total\\{subscriber=\"order<payment\"} [1-9]")
                .contains("http_client_requests_seconds_count{method=\"POST\",name=\"payment\",status=\"200\"}"));
    }
}
