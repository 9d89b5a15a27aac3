package waybill.auditor.walk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import waybill.auditor.Check;
import waybill.auditor.Finding;
import waybill.auditor.books.Moment;
import waybill.auditor.books.StoredEvent;
import waybill.auditor.checks.Advice;

/** The way along one log, from its beginning to wherever it ends by now; what is missing on the way is found (I9). */
final class LogWalk {
    private static final int GAPS_MAX = 100;

    private final Service service;
    private final boolean withData;
    private final List<Finding> gaps = new ArrayList<>();
    private long[] cursor = {};
    private long[] heads = {};

    LogWalk(Service service, boolean withData) {
        this.service = service;
        this.withData = withData;
    }

    Service service() {
        return service;
    }

    /** How many events have been read. */
    long events() {
        return Arrays.stream(cursor).sum();
    }

    /** How far it is. */
    long[] place() {
        return cursor.clone();
    }

    /** What was read after this place was not made anything of: it is to be read again. */
    void backTo(long[] place) {
        cursor = place;
    }

    /** How many events were there, at the last look, that have not been read. */
    long behind() {
        long behind = 0;
        for (int shard = 0; shard < heads.length; shard++) {
            behind += Math.max(0, heads[shard] - (shard < cursor.length ? cursor[shard] : 0));
        }
        return behind;
    }

    List<Finding> gaps() {
        return gaps;
    }

    /** Where every log ends now; the walk has not been there yet. */
    void lookAhead(Moment moment) {
        heads = moment.heads();
        if (cursor.length < heads.length) {
            cursor = Arrays.copyOf(cursor, heads.length);
        }
    }

    /** The next events of all shards, at most so many of each, up to the head at this moment. */
    List<StoredEvent> step(Moment moment, int limit) {
        lookAhead(moment);
        List<StoredEvent> read = new ArrayList<>();
        for (int shard = 0; shard < heads.length; shard++) {
            if (cursor[shard] < heads[shard]) {
                step(moment, shard, limit, read);
            }
            if (cursor[shard] > heads[shard]) {
                gap(shard, heads[shard] + 1, "the log ends before it, and has been seen to go on to " + cursor[shard]);
                cursor[shard] = heads[shard];
            }
            if (cursor[shard] == heads[shard]) {
                end(moment, shard);
            }
        }
        return read;
    }

    private void step(Moment moment, int shard, int limit, List<StoredEvent> read) {
        List<StoredEvent> page = moment.after(shard, cursor[shard], limit, withData);
        for (StoredEvent event : page) {
            if (event.position() > heads[shard]) {
                break;
            }
            if (event.position() != cursor[shard] + 1) {
                gap(shard, cursor[shard] + 1, "it is missing: " + event.position() + " follows " + cursor[shard]);
            }
            cursor[shard] = event.position();
            read.add(event);
        }
        if (page.size() < limit && cursor[shard] < heads[shard]) {
            gap(shard, cursor[shard] + 1, "the log ends before it, and its head says that it ends at " + heads[shard]);
            cursor[shard] = heads[shard];
        }
    }

    /** Whoever appends moves the head: nothing can stand behind it. */
    private void end(Moment moment, int shard) {
        List<StoredEvent> past = moment.after(shard, heads[shard], 1, false);
        if (!past.isEmpty()) {
            gap(
                    shard,
                    past.getFirst().position(),
                    "an event of " + past.getFirst().key() + " stands behind the head, which says that the log ends at "
                            + heads[shard]);
        }
    }

    private void gap(int shard, long position, String what) {
        Finding gap = new Finding(
                Check.I9,
                service.word(),
                "shard " + shard + " position " + position,
                "Shard " + shard + " of the log of " + service.word() + ", position " + position + ": " + what + ".",
                Advice.PAST);
        if (gaps.size() < GAPS_MAX && gaps.stream().noneMatch(gap::isLike)) {
            gaps.add(gap);
        }
    }
}
