package waybill.engine.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.Signal;
import waybill.engine.core.memory.InMemoryRelayLeases;
import waybill.testkit.engine.Eventually;

/** What may happen to a relay, and has no effect twice and none left out. */
final class KafkaRelayTest {
    private final Conversation conversation = new Conversation(SharedBroker.settings());

    @AfterEach
    void end() {
        conversation.close();
    }

    @Test
    void a_relay_that_sleeps_as_a_zombie_and_goes_on_has_no_effect_twice() {
        Sleepy sleepy = new Sleepy(conversation.feed);
        KafkaRelay<String> zombie = conversation.relay("zombie", conversation.leases, _ -> sleepy);
        conversation.listener("one");
        conversation.say(50);
        conversation.expectEveryEffectOnce();

        sleepy.asleep.set(true);
        conversation.say(50);
        KafkaRelay<String> next = conversation.relay("next");
        Eventually.holds(() -> assertThat(next.leads()).isTrue());
        conversation.expectEveryEffectOnce();
        // It has read what to publish and does not know yet that it has lost the lease.
        sleepy.wake.countDown();
        Eventually.holds(() -> assertThat(zombie.leads()).isFalse());
        conversation.say(50);

        conversation.expectEveryEffectOnce();
        assertThat(next.leads()).isTrue();
        assertThat(messages()).isGreaterThan(150);
    }

    @Test
    void what_is_published_twice_has_its_effect_once() {
        KafkaRelay<String> first = conversation.relay("first");
        Conversation.Listener one = conversation.listener("one");
        conversation.say(60);
        conversation.expectEveryEffectOnce();
        first.close();

        // Nothing was written down of what the first one did.
        conversation.relay(
                "second", new InMemoryRelayLeases(InstantSource.system(), Conversation.SHARDS), feed -> feed);
        conversation.say(60);

        conversation.expectEveryEffectOnce();
        Eventually.holds(() -> assertThat(messages()).isEqualTo(180));
        Eventually.holds(() -> assertThat(one.repeats()).isEqualTo(60));
    }

    @Test
    void a_relay_that_stops_lets_the_next_go_on_at_once_where_it_was() {
        KafkaRelay<String> first = conversation.relay("first");
        Eventually.holds(() -> assertThat(first.leads()).isTrue());
        KafkaRelay<String> second = conversation.relay("second");
        conversation.listener("one");
        conversation.say(30);
        conversation.expectEveryEffectOnce();
        assertThat(second.leads()).isFalse();

        first.close();
        conversation.say(30);

        conversation.expectEveryEffectOnce();
        assertThat(second.leads()).isTrue();
        assertThat(messages()).isEqualTo(60);
    }

    @Test
    void a_topic_that_was_lost_is_published_again() throws Exception {
        KafkaRelay<String> first = conversation.relay("first");
        conversation.listener("one");
        conversation.say(40);
        conversation.expectEveryEffectOnce();
        first.close();
        try (Admin admin = new Clients(SharedBroker.settings()).admin("test")) {
            admin.deleteTopics(List.of(Topics.of(conversation.source))).all().get();
        }

        conversation.relay("second");
        conversation.say(40);

        conversation.expectEveryEffectOnce();
    }

    @Test
    void shards_that_move_between_replicas_have_every_effect_once() {
        conversation.relay("relay");
        Conversation.Listener one = conversation.listener("one");
        conversation.say(60);
        Eventually.holds(() -> assertThat(one.shards()).isEqualTo(Conversation.SHARDS));

        Conversation.Listener other = conversation.listener("other");
        conversation.say(60);
        Eventually.holds(() -> assertThat(other.shards()).isEqualTo(3));
        Eventually.holds(() -> assertThat(one.shards()).isEqualTo(3));
        conversation.say(60);
        conversation.expectEveryEffectOnce();
        one.close();
        conversation.say(60);
        Eventually.holds(() -> assertThat(other.shards()).isEqualTo(Conversation.SHARDS));
        conversation.listener("third");
        conversation.say(60);

        conversation.expectEveryEffectOnce();
    }

    @Test
    void what_was_announced_can_be_read_again_also_when_it_was_published_twice() {
        conversation.relay("first").close();
        KafkaRelay<String> first = conversation.relay("again");
        conversation.listener("one");
        conversation.say(60);
        conversation.expectEveryEffectOnce();
        first.close();
        conversation.relay(
                "second", new InMemoryRelayLeases(InstantSource.system(), Conversation.SHARDS), feed -> feed);
        Eventually.holds(() -> assertThat(messages()).isEqualTo(120));

        KafkaTransport<String> transport = new KafkaTransport<>(SharedBroker.settings(), new TextCodec(), "reader");
        long[] heads = conversation.feed.heads();
        for (int shard = 0; shard < heads.length; shard++) {
            for (long position = 1; position <= heads[shard]; position++) {
                Envelope<String> envelope = transport.at(conversation.source, shard, position);
                assertThat(Optional.ofNullable(envelope).map(Envelope::position))
                        .contains(position);
            }
            assertThat(transport.at(conversation.source, shard, heads[shard] + 1))
                    .isNull();
            assertThat(transport.at(conversation.source, shard, 0)).isNull();
        }
    }

    private long messages() {
        return Messages.of(SharedBroker.settings(), Topics.of(conversation.source))
                .size();
    }

    /** A feed whose reader falls asleep with what it has read in its hands. */
    private static final class Sleepy implements Feed<String> {
        private final Feed<String> feed;
        private final AtomicBoolean asleep = new AtomicBoolean();
        private final CountDownLatch wake = new CountDownLatch(1);

        Sleepy(Feed<String> feed) {
            this.feed = feed;
        }

        @Override
        public List<Envelope<String>> read(int shard, long after, int limit) {
            List<Envelope<String>> read = feed.read(shard, after, limit);
            if (asleep.get() && !read.isEmpty()) {
                try {
                    wake.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            return read;
        }

        @Override
        public String source() {
            return feed.source();
        }

        @Override
        public int shards() {
            return feed.shards();
        }

        @Override
        public long[] heads() {
            return feed.heads();
        }

        @Override
        public Signal signal() {
            return feed.signal();
        }
    }
}
