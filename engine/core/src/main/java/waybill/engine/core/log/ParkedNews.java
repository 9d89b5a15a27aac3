package waybill.engine.core.log;

import java.time.Instant;

/** An announcement that cannot be applied: kept with its error; its subject waits behind it. */
public record ParkedNews(
        String source, int shard, long position, String subject, String type, String error, Instant at) {}
