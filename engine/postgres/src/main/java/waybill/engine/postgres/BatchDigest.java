package waybill.engine.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest of what one batch wrote to one shard, event by event. */
public final class BatchDigest {
    private final MessageDigest digest = sha256();

    /** Every field with its length before it, so that no two different batches have the same bytes. */
    public void add(String stream, long version, String type, byte[] data, byte[] meta) {
        field(stream.getBytes(StandardCharsets.UTF_8));
        field(ByteBuffer.allocate(Long.BYTES).putLong(version).array());
        field(type.getBytes(StandardCharsets.UTF_8));
        field(data);
        field(meta);
    }

    private void field(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    /** The digest of all that was added. */
    public byte[] value() {
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
