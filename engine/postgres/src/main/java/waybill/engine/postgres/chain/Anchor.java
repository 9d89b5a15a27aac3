package waybill.engine.postgres.chain;

/**
 * Where the log of a shard ended once, kept outside of its database: whoever changes what was before it would have to
 * change the anchor too.
 *
 * @param log whose it is
 * @param chain over everything up to the position, in hexadecimal digits
 */
public record Anchor(String log, int shard, long position, String chain) {}
