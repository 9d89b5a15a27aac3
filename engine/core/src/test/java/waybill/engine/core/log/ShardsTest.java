package waybill.engine.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import waybill.kernel.OrderId;

final class ShardsTest {
    @Test
    void a_key_is_in_the_same_shard_in_every_service_and_release() {
        assertThat(Shards.of("ord_01jxw3p8q9e5v6t7r8s9a0b1c2", 6)).isEqualTo(5);
        assertThat(Shards.of("SKU-1", 6)).isEqualTo(4);
        assertThat(Shards.of("", 6)).isZero();
        assertThat(new StreamId("order-x", "SKU-1").shard(6)).isEqualTo(4);
    }

    @Test
    void orders_spread_evenly_over_the_shards() {
        SplittableRandom random = new SplittableRandom(1);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++) {
            long high = ((1_700_000_000_000L + i) << 16) | 0x7000L | random.nextInt(4096);
            counts[
                    Shards.of(
                            OrderId.of(new UUID(high, random.nextLong() | Long.MIN_VALUE))
                                    .value(),
                            6)]++;
        }

        for (int count : counts) {
            assertThat(count).isBetween(9_500, 10_500);
        }
    }

    @Test
    void products_with_numbers_in_their_names_spread_too() {
        int[] counts = new int[6];
        for (int i = 0; i < 6_000; i++) {
            counts[Shards.of("SKU-" + i, 6)]++;
        }

        for (int count : counts) {
            assertThat(count).isBetween(800, 1_200);
        }
    }
}
