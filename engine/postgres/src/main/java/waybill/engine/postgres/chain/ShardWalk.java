package waybill.engine.postgres.chain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import waybill.engine.postgres.BatchDigest;
import waybill.engine.postgres.chain.ShardVerdict.Break;

/** Goes through one shard from its first event to its head, once. */
final class ShardWalk {
    /** Few enough that rows of any size fit into the memory of a small process. */
    private static final int ROWS_AT_ONCE = 500;

    private static final String HAS_FORMAT = """
            SELECT EXISTS (SELECT FROM information_schema.columns
                WHERE table_schema = 'public' AND table_name = 'log_batch' AND column_name = 'format')
            """;

    private static final String LINKS =
            "SELECT position, digest, chain, FORMAT FROM public.log_batch WHERE shard = ? ORDER BY position";

    private static final String EVENTS = """
            SELECT position, stream, version, key, type, data, meta,
                   (extract(epoch FROM recorded_at) * 1000000)::bigint
            FROM public.events WHERE shard = ? ORDER BY position
            """;

    private static final String HEAD = "SELECT position, chain FROM public.log_head WHERE shard = ?";

    private final Connection connection;
    private final int shard;
    private final @Nullable Anchor anchor;
    private byte[] chain = new byte[32];
    private long last;
    private long batches;

    ShardWalk(Connection connection, int shard, @Nullable Anchor anchor) {
        this.connection = connection;
        this.shard = shard;
        this.anchor = anchor;
    }

    ShardVerdict verdict() throws SQLException {
        Break broken = walk();
        if (broken == null) {
            broken = atHead();
        }
        return new ShardVerdict(shard, last, batches, hex(chain), broken);
    }

    /** A database of an older release has no numbers beside its digests: they are all of the first kind. */
    private String links() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HAS_FORMAT);
                ResultSet row = query.executeQuery()) {
            row.next();
            return LINKS.replace("FORMAT", row.getBoolean(1) ? "format" : Integer.toString(BatchDigest.WITHOUT_TIME));
        }
    }

    private @Nullable Break walk() throws SQLException {
        try (PreparedStatement links = connection.prepareStatement(links());
                PreparedStatement events = connection.prepareStatement(EVENTS)) {
            links.setInt(1, shard);
            links.setFetchSize(ROWS_AT_ONCE);
            events.setInt(1, shard);
            events.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet link = links.executeQuery();
                    ResultSet event = events.executeQuery()) {
                boolean more = event.next();
                while (link.next()) {
                    Link next = Link.read(link);
                    if (!BatchDigest.isKnown(next.format)) {
                        return new Break(last + 1, "there is no digest of number " + next.format);
                    }
                    BatchDigest digest = BatchDigest.of(next.format, shard);
                    long at = last;
                    for (; more && event.getLong(1) <= next.position; more = event.next()) {
                        if (event.getLong(1) != ++at) {
                            return missing(at);
                        }
                        digest(event, digest);
                    }
                    Break broken = at < next.position ? missing(at + 1) : linked(next, digest.value());
                    if (broken != null) {
                        return broken;
                    }
                }
                return more ? new Break(last + 1, "events follow that no commit has left a link for") : null;
            }
        }
    }

    private record Link(long position, String digest, String chain, int format) {
        static Link read(ResultSet row) throws SQLException {
            return new Link(row.getLong(1), hex(row.getBytes(2)), hex(row.getBytes(3)), row.getInt(4));
        }
    }

    private static void digest(ResultSet event, BatchDigest digest) throws SQLException {
        digest.add(
                new BatchDigest.Which(event.getString(2), event.getLong(3), event.getString(4)),
                event.getString(5),
                event.getBytes(6),
                event.getBytes(7),
                event.getLong(8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static Break missing(long position) {
        return new Break(position, "an event is missing");
    }

    /** Adds a batch to the chain, if it is the one that was written. */
    private @Nullable Break linked(Link link, byte[] digest) {
        if (!hex(digest).equals(link.digest)) {
            return new Break(
                    last + 1,
                    "the events up to position %d are not what was written, or the link of a commit among them is gone"
                            .formatted(link.position));
        }
        byte[] next = BatchDigest.link(chain, digest);
        if (!hex(next).equals(link.chain)) {
            return new Break(
                    last + 1,
                    "the link of the commit at position %d does not follow from those before it"
                            .formatted(link.position));
        }
        Break moved = atAnchor(link.position, next);
        if (moved == null) {
            chain = next;
            last = link.position;
            batches++;
        }
        return moved;
    }

    private @Nullable Break atAnchor(long position, byte[] next) {
        if (anchor == null || anchor.position() <= last || anchor.position() > position) {
            return null;
        }
        boolean same = anchor.position() == position && anchor.chain().equals(hex(next));
        return same
                ? null
                : new Break(
                        last + 1,
                        "the log up to position %d is another one than that of the anchor"
                                .formatted(anchor.position()));
    }

    private @Nullable Break atHead() throws SQLException {
        if (anchor != null && anchor.position() > last) {
            return new Break(
                    last + 1,
                    "the log ends at position %d, and the anchor has seen position %d"
                            .formatted(last, anchor.position()));
        }
        try (PreparedStatement query = connection.prepareStatement(HEAD)) {
            query.setInt(1, shard);
            try (ResultSet head = query.executeQuery()) {
                if (!head.next()) {
                    return new Break(last + 1, "the head is missing");
                }
                if (head.getLong(1) != last) {
                    return new Break(
                            Math.min(head.getLong(1), last) + 1,
                            "the log ends at position %d, and its head says %d".formatted(last, head.getLong(1)));
                }
                return Arrays.equals(head.getBytes(2), chain)
                        ? null
                        : new Break(last, "the head has another chain than the events");
            }
        }
    }
}
