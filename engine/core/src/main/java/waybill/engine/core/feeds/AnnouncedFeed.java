package waybill.engine.core.feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.UndecodableEvent;

/** A service's log as others hear it: the same places, with announcements for events. */
public final class AnnouncedFeed<E, A> implements Feed<A> {
    private static final int KEPT_PER_SHARD = 256;

    private final String source;
    private final LogFeed<E> log;
    private final Announcer<E, A> announcer;
    /** The last announcements of each shard, made once for all who listen. */
    private final List<AtomicReferenceArray<@Nullable Envelope<A>>> lately = new ArrayList<>();

    /** The feed of the service {@code source}. */
    public AnnouncedFeed(String source, LogFeed<E> log, Announcer<E, A> announcer) {
        this.source = source;
        this.log = log;
        this.announcer = announcer;
        for (int shard = 0; shard < log.shards(); shard++) {
            lately.add(new AtomicReferenceArray<>(KEPT_PER_SHARD));
        }
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public int shards() {
        return log.shards();
    }

    /** An event that cannot be read stops nobody: it comes as an envelope that says so, in its place. */
    @Override
    public List<Envelope<A>> read(int shard, long after, int limit) {
        try {
            return log.read(shard, after, limit).stream().map(this::envelope).toList();
        } catch (UndecodableEvent unreadable) {
            Recorded<String> place = unreadable.place();
            int before = (int) (place.position() - after - 1);
            return before > 0
                    ? read(shard, after, before)
                    : List.of(envelope(place, place.type(), null, place.event()));
        }
    }

    private Envelope<A> envelope(Recorded<E> event) {
        AtomicReferenceArray<@Nullable Envelope<A>> kept = lately.get(event.shard());
        int slot = (int) (event.position() % KEPT_PER_SHARD);
        Envelope<A> last = kept.get(slot);
        if (last != null && last.position() == event.position()) {
            return last;
        }
        Envelope<A> made = announced(event);
        boolean newer = last == null || last.position() < event.position();
        // What could not be announced may be, the next time somebody asks.
        if (newer && made.failure() == null) {
            kept.set(slot, made);
        }
        return made;
    }

    private Envelope<A> announced(Recorded<E> event) {
        try {
            return envelope(event, announcer.type(event), announcer.announce(event), null);
        } catch (RuntimeException defect) {
            // Stops nobody either: whoever must apply it parks it.
            return envelope(event, event.type(), null, defect.toString());
        }
    }

    private Envelope<A> envelope(Recorded<?> event, String type, @Nullable A announcement, @Nullable String failure) {
        return new Envelope<>(
                source,
                event.shard(),
                event.position(),
                event.version(),
                event.stream().key(),
                type,
                event.recordedAt(),
                event.meta(),
                announcement,
                failure);
    }

    @Override
    public long[] heads() {
        return log.heads();
    }

    @Override
    public long addedHere() {
        return log.addedHere();
    }

    @Override
    public Signal signal() {
        return log.signal();
    }
}
