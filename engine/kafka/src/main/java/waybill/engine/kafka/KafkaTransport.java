package waybill.engine.kafka;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.feeds.Checkpoints;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.Receiver;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.log.StoreFault;

/**
 * Services hear each other over Kafka. The replicas of a subscriber are one group and share the partitions out among
 * them; where each of them is, is in the subscriber's database.
 */
public final class KafkaTransport<A> implements Transport<A> {
    private final Clients clients;
    private final EnvelopeRecords<A> records;
    private final String member;

    /**
     * Over these brokers, which may be away.
     *
     * @param member the name of this process, unlike that of any other
     */
    public KafkaTransport(KafkaSettings settings, AnnouncementCodec<A> codec, String member) {
        this.clients = new Clients(settings);
        this.records = new EnvelopeRecords<>(codec);
        this.member = member;
    }

    @Override
    public Delivery subscribe(String source, String subscriber, Checkpoints after, Receiver<A> receiver) {
        return new Listening<>(clients, records, new Listening.Who(source, subscriber, member), after, receiver);
    }

    @Override
    public @Nullable Envelope<A> at(String source, int shard, long position) {
        if (position < 1) {
            return null;
        }
        try (TopicReader reader = new TopicReader(clients, member + "-at", Topics.of(source))) {
            return reader.find(shard, position)
                    .map(record -> records.envelope(source, position, record))
                    .orElse(null);
        } catch (KafkaException away) {
            throw new StoreFault.Unavailable("what " + source + " announced cannot be read again now", away);
        }
    }
}
