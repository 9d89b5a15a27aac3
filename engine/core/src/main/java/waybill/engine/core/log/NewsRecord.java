package waybill.engine.core.log;

import java.time.Instant;

/** An announcement that was heard and changed nothing, with the reason. */
public record NewsRecord(String source, int shard, long position, String subject, String reason, Instant at) {}
