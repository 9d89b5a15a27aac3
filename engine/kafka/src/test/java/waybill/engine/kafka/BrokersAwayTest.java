package waybill.engine.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.cluster.broker.KafkaBroker;
import waybill.cluster.broker.Node;
import waybill.testkit.engine.Eventually;

/** Brokers that are killed. */
final class BrokersAwayTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void while_the_broker_is_away_nothing_is_lost_or_parked_and_afterwards_all_is_delivered() {
        Node node = Node.on(1, directory);
        KafkaBroker broker = KafkaBroker.start(node);
        try (Conversation conversation = new Conversation(SharedBroker.settings(node.address()))) {
            conversation.relay("relay");
            Conversation.Listener listener = conversation.listener("one");
            conversation.say(40);
            conversation.expectEveryEffectOnce();

            broker.kill();
            conversation.say(400);
            Eventually.holds(() -> assertThat(listener.shards()).isZero());
            broker = KafkaBroker.start(node);

            conversation.expectEveryEffectOnce();
        } finally {
            broker.close();
        }
    }

    @Test
    void a_service_that_starts_before_the_broker_hears_everything_once_it_is_there() {
        Node node = Node.on(1, directory);
        try (Conversation conversation = new Conversation(SharedBroker.settings(node.address()))) {
            conversation.relay("relay");
            conversation.listener("one");
            conversation.say(20);
            try (KafkaBroker _ = KafkaBroker.start(node)) {
                conversation.expectEveryEffectOnce();
            }
        }
    }

    @Test
    void of_three_brokers_one_may_die_at_any_time() {
        List<Node> group = IntStream.rangeClosed(1, 3)
                .mapToObj(id -> Node.on(id, directory.resolve("broker-" + id)))
                .toList();
        List<KafkaBroker> brokers = KafkaBroker.start(group);
        KafkaSettings settings = new KafkaSettings(KafkaBroker.servers(group), OptionalInt.of(3), Map.of());
        try (Conversation conversation = new Conversation(settings)) {
            conversation.relay("relay");
            conversation.listener("one");
            conversation.say(40);
            conversation.expectEveryEffectOnce();

            brokers.getFirst().kill();
            conversation.say(200);

            conversation.expectEveryEffectOnce();
        } finally {
            // Two that are left do not let the last one say goodbye.
            brokers.forEach(KafkaBroker::kill);
        }
    }
}
