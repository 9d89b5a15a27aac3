package waybill.engine.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchDigestTest {
    private static final int SHARD = 3;
    private static final long AT = 1_793_000_000_123_456L;

    /** The bytes as docs/decisions/0018 lays them out, put together in the plainest way. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 700, 8_180, 8_192, 8_193, 100_000})
    void is_the_sha256_of_every_field_with_its_length_however_long_they_are(int length)
            throws IOException, NoSuchAlgorithmException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream bytes = new DataOutputStream(all);
        bytes.writeInt(-2);
        bytes.writeInt(SHARD);
        BatchDigest digest = BatchDigest.of(BatchDigest.WHOLE_ROWS, SHARD);
        for (int version = 1; version <= 30; version++) {
            byte[] data = "d".repeat(length).getBytes(UTF_8);
            digest.add(new BatchDigest.Which("order-1", version, "ord_1"), "order.placed.v1", data, new byte[200], AT);
            field(bytes, "order-1".getBytes(UTF_8));
            number(bytes, version);
            field(bytes, "order.placed.v1".getBytes(UTF_8));
            field(bytes, data);
            field(bytes, new byte[200]);
            field(bytes, "ord_1".getBytes(UTF_8));
            number(bytes, AT);
        }

        assertThat(digest.value())
                .isEqualTo(MessageDigest.getInstance("SHA-256").digest(all.toByteArray()));
    }

    private static void field(DataOutputStream to, byte[] bytes) throws IOException {
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    private static void number(DataOutputStream to, long number) throws IOException {
        to.writeInt(Long.BYTES);
        to.writeLong(number);
    }
}
