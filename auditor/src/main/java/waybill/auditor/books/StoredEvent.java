package waybill.auditor.books;

import java.time.Instant;

/** A row of a log; what it says is JSON. */
public record StoredEvent(
        int shard,
        long position,
        String stream,
        long version,
        String key,
        String type,
        String data,
        String meta,
        Instant recordedAt) {}
