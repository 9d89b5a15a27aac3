package waybill.engine.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.log.Meta;
import waybill.kernel.EventId;

/**
 * Envelopes as messages of Kafka: CloudEvents 1.0 in binary mode, the data as value and everything else as headers
 * (cloudevents/spec, kafka-protocol-binding 3.2). A place without an announcement is a message without data.
 */
final class EnvelopeRecords<A> {
    /** The type of a place whose event is nobody else's business. */
    static final String UNANNOUNCED = "waybill.unannounced.v1";

    /** The CloudEvents extension {@code sequence}: the position in the shard. */
    private static final String POSITION = "ce_sequence";

    private static final String EPOCH = "ce_relayepoch";
    private static final String FAILURE = "ce_failure";
    /** For what is too broken to say its own id. */
    private static final EventId NOBODYS = EventId.of(new UUID(0x7000L, Long.MIN_VALUE));

    private final AnnouncementCodec<A> codec;

    EnvelopeRecords(AnnouncementCodec<A> codec) {
        this.codec = codec;
    }

    /**
     * The message of an envelope, for the partition of its shard.
     *
     * @param traceparent what whoever reacts to it follows from
     */
    ProducerRecord<String, byte[]> record(Envelope<A> envelope, long epoch, @Nullable String traceparent) {
        A announcement = envelope.announcement();
        byte @Nullable [] data = announcement == null ? null : codec.encode(announcement);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(Topics.of(envelope.source()), envelope.shard(), envelope.subject(), data);
        Headers headers = record.headers();
        boolean unannounced = announcement == null && envelope.failure() == null;
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", envelope.meta().id().value());
        put(headers, "ce_source", envelope.source());
        put(headers, "ce_type", unannounced ? UNANNOUNCED : envelope.type());
        put(headers, "ce_subject", envelope.subject());
        put(headers, "ce_time", envelope.time().toString());
        put(headers, "content-type", "application/json");
        put(headers, "ce_partitionkey", envelope.subject());
        put(headers, "ce_correlationid", envelope.meta().correlationId());
        put(headers, "ce_causationid", envelope.meta().causationId());
        put(headers, "ce_actor", envelope.meta().actor());
        put(headers, "ce_traceparent", traceparent);
        put(headers, "ce_aggregateversion", Long.toString(envelope.version()));
        put(headers, POSITION, Long.toString(envelope.position()));
        put(headers, EPOCH, Long.toString(epoch));
        put(headers, FAILURE, envelope.failure());
        return record;
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(UTF_8));
        }
    }

    /** The position in its shard that a message is of; empty if it is none of ours. */
    static Optional<Long> position(ConsumerRecord<?, ?> record) {
        String text = text(record.headers(), POSITION);
        try {
            return text == null ? Optional.empty() : Optional.of(Long.valueOf(text));
        } catch (NumberFormatException foreign) {
            return Optional.empty();
        }
    }

    /** The envelope that a message with a position says. What cannot be read comes as an envelope that says why. */
    Envelope<A> envelope(String source, long position, ConsumerRecord<String, byte[]> record) {
        try {
            return read(source, position, record);
        } catch (RuntimeException unreadable) {
            String subject = record.key() == null ? "" : record.key();
            Meta meta = new Meta(NOBODYS, "unreadable", null, "unknown", null);
            return new Envelope<>(
                    source,
                    record.partition(),
                    position,
                    0,
                    subject,
                    "unreadable",
                    Instant.ofEpochMilli(record.timestamp()),
                    meta,
                    null,
                    unreadable.toString());
        }
    }

    private Envelope<A> read(String source, long position, ConsumerRecord<String, byte[]> record) {
        Headers headers = record.headers();
        String type = needed(headers, "ce_type");
        Meta meta = new Meta(
                new EventId(needed(headers, "ce_id")),
                needed(headers, "ce_correlationid"),
                text(headers, "ce_causationid"),
                needed(headers, "ce_actor"),
                text(headers, "ce_traceparent"));
        @Nullable String failure = text(headers, FAILURE);
        @Nullable A announcement = null;
        byte @Nullable [] data = record.value();
        if (data != null) {
            try {
                announcement = codec.decode(type, data);
            } catch (RuntimeException unreadable) {
                failure = unreadable.toString();
            }
        }
        return new Envelope<>(
                source,
                record.partition(),
                position,
                Long.parseLong(needed(headers, "ce_aggregateversion")),
                needed(headers, "ce_subject"),
                type,
                Instant.parse(needed(headers, "ce_time")),
                meta,
                announcement,
                failure);
    }

    private static String needed(Headers headers, String name) {
        String text = text(headers, name);
        if (text == null) {
            throw new IllegalArgumentException("the message has no header " + name);
        }
        return text;
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
