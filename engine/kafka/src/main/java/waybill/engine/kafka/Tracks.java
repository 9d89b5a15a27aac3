package waybill.engine.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far each partition is delivered here. The poller moves it on; any thread may ask. */
final class Tracks {
    private final Map<Integer, Track> tracks = new HashMap<>();
    /** Messages that were here before. */
    private long repeats;

    /** One partition that is ours. */
    private static final class Track {
        /** All positions up to this were delivered, or were taken before. */
        private long contiguous;
        /** The position after which something was looked for in vain. */
        private long missedAfter = -1;
        /** The offset up to which everything was taken, and the highest position before it. */
        private long handedNext = -1;

        private long handedPosition;
        private boolean placed;
    }

    /** These are ours from now on; where they begin is not known yet. */
    synchronized void assign(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> tracks.put(partition.partition(), new Track()));
    }

    /** These are not ours any more. */
    synchronized void remove(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> tracks.remove(partition.partition()));
    }

    /** Those of which it is not known yet where they begin. */
    synchronized Set<Integer> unplaced() {
        Set<Integer> unplaced = new TreeSet<>();
        tracks.forEach((partition, track) -> {
            if (!track.placed) {
                unplaced.add(partition);
            }
        });
        return unplaced;
    }

    /** Those that are delivered. */
    synchronized List<Integer> placed() {
        List<Integer> placed = new ArrayList<>(tracks.keySet());
        placed.removeAll(unplaced());
        return placed;
    }

    /** The partition begins behind this position, at this offset. */
    synchronized void place(int partition, long position, long offset) {
        Track track = tracks.get(partition);
        if (track != null) {
            track.contiguous = position;
            track.handedPosition = position;
            track.handedNext = offset;
            track.placed = true;
        }
    }

    /** What to do with a message. */
    enum Verdict {
        /** It is next, or it comes too early and nothing can be done about that here. */
        TAKE,
        /** It was here before. */
        SKIP,
        /** Something is missing before it, which may be further back. */
        LOOK_BACK
    }

    /** Judges the message of this position. */
    synchronized Verdict judge(int partition, long position) {
        Track track = tracks.get(partition);
        if (track == null) {
            return Verdict.SKIP;
        }
        if (position <= track.contiguous) {
            repeats++;
            return Verdict.SKIP;
        }
        if (position == track.contiguous + 1) {
            track.contiguous = position;
            return Verdict.TAKE;
        }
        return track.missedAfter == track.contiguous ? Verdict.TAKE : Verdict.LOOK_BACK;
    }

    /** How many messages have come again. */
    synchronized long repeats() {
        return repeats;
    }

    /** The next position that is missing. */
    synchronized long missing(int partition) {
        Track track = tracks.get(partition);
        return track == null ? 1 : track.contiguous + 1;
    }

    /** It is not there: what comes is delivered, and whoever takes it waits for what is missing. */
    synchronized void missed(int partition) {
        Track track = tracks.get(partition);
        if (track != null) {
            track.missedAfter = track.contiguous;
        }
    }

    /** Everything before this offset was taken. */
    synchronized void handed(int partition, long next, long position) {
        Track track = tracks.get(partition);
        if (track != null) {
            track.handedNext = Math.max(track.handedNext, next);
            track.handedPosition = Math.max(track.handedPosition, position);
        }
    }

    /** The offset up to which all was taken here; empty if the partition is not ours or is not placed. */
    synchronized OptionalLong handedNext(int partition) {
        Track track = tracks.get(partition);
        return track == null || !track.placed ? OptionalLong.empty() : OptionalLong.of(track.handedNext);
    }

    /** Where each partition that is ours is, for the brokers: the offset with the position before it. */
    synchronized Map<TopicPartition, OffsetAndMetadata> hints(String topic) {
        Map<TopicPartition, OffsetAndMetadata> hints = new HashMap<>();
        tracks.forEach((partition, track) -> {
            if (track.placed) {
                hints.put(
                        new TopicPartition(topic, partition),
                        new OffsetAndMetadata(track.handedNext, Long.toString(track.handedPosition)));
            }
        });
        return hints;
    }
}
