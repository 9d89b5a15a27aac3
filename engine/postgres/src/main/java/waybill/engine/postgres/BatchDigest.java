package waybill.engine.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The digest of what one batch wrote to one shard, event by event. What it covers has a number that is kept beside it;
 * a digest of one number is never that of another, so that the number needs no protection of its own.
 */
public final class BatchDigest {
    /** The stream, version, type, data and meta of every event. */
    public static final int WITHOUT_TIME = 1;

    /** The shard, and of every event all that its row says: the key and the time too. What is written today. */
    public static final int WHOLE_ROWS = 2;

    /** Cannot be the length of a field, so nothing that {@link #WITHOUT_TIME} digests begins like this. */
    private static final int NO_LENGTH = -2;

    private final MessageDigest digest = sha256();
    /** What is not digested yet: a few large pieces cost a fraction of many small ones. */
    private final ByteBuffer pieces = ByteBuffer.allocate(8 * 1024);

    private final boolean whole;

    private BatchDigest(boolean whole) {
        this.whole = whole;
    }

    /** The digest of a batch that covers what this number says, for this shard. */
    public static BatchDigest of(int format, int shard) {
        BatchDigest empty = new BatchDigest(
                switch (format) {
                    case WITHOUT_TIME -> false;
                    case WHOLE_ROWS -> true;
                    default -> throw new IllegalArgumentException("there is no digest of number " + format);
                });
        if (empty.whole) {
            empty.pieces.putInt(NO_LENGTH).putInt(shard);
        }
        return empty;
    }

    /** Whether there is a digest of this number. */
    public static boolean isKnown(int format) {
        return format == WITHOUT_TIME || format == WHOLE_ROWS;
    }

    /** Which event of which stream a row holds. */
    public record Which(String stream, long version, String key) {}

    /**
     * Adds an event. Every field goes with its length before it, so that no two different batches have the same bytes.
     *
     * @param recordedMicros since the epoch, as precisely as it is kept
     */
    public void add(Which which, String type, byte[] data, byte[] meta, long recordedMicros) {
        field(which.stream.getBytes(StandardCharsets.UTF_8));
        field(which.version);
        field(type.getBytes(StandardCharsets.UTF_8));
        field(data);
        field(meta);
        if (whole) {
            field(which.key.getBytes(StandardCharsets.UTF_8));
            field(recordedMicros);
        }
    }

    private void field(long number) {
        make(Integer.BYTES + Long.BYTES);
        pieces.putInt(Long.BYTES).putLong(number);
    }

    private void field(byte[] bytes) {
        make(Integer.BYTES);
        pieces.putInt(bytes.length);
        if (bytes.length > pieces.capacity()) {
            drain();
            digest.update(bytes);
        } else {
            make(bytes.length);
            pieces.put(bytes);
        }
    }

    private void make(int room) {
        if (pieces.remaining() < room) {
            drain();
        }
    }

    private void drain() {
        digest.update(pieces.flip());
        pieces.clear();
    }

    /** The digest of all that was added. */
    public byte[] value() {
        drain();
        return digest.digest();
    }

    /** The chain after a batch: {@code sha256(chain before, digest of the batch)}. */
    public static byte[] link(byte[] chain, byte[] batch) {
        MessageDigest next = sha256();
        next.update(chain);
        return next.digest(batch);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
