package waybill.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TypeIdTest {
    /** From the TypeID specification's valid.yml. */
    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000000, 00000000000000000000000000",
        "00000000-0000-0000-0000-000000000001, 00000000000000000000000001",
        "00000000-0000-0000-0000-00000000000a, 0000000000000000000000000a",
        "00000000-0000-0000-0000-000000000010, 0000000000000000000000000g",
        "00000000-0000-0000-0000-000000000020, 00000000000000000000000010",
        "ffffffff-ffff-ffff-ffff-ffffffffffff, 7zzzzzzzzzzzzzzzzzzzzzzzzz",
        "01890a5d-ac96-774b-bcce-b302099a8057, 01h455vb4pex5vsknk084sn02q"
    })
    void ids_are_written_as_the_specification_says(String uuid, String suffix) {
        assertThat(TypeId.encode("prefix", UUID.fromString(uuid))).isEqualTo("prefix_" + suffix);
        assertThat(TypeId.isValid("prefix", "prefix_" + suffix)).isTrue();
        assertThat(TypeId.uuid("prefix_" + suffix)).isEqualTo(UUID.fromString(uuid));
    }

    @Test
    void every_uuid_comes_back() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            String id = TypeId.encode("ord", uuid);
            assertThat(TypeId.isValid("ord", id)).isTrue();
            assertThat(TypeId.uuid(id)).isEqualTo(uuid);
        }
    }

    @Test
    void ids_sort_as_their_uuids() {
        String earlier = TypeId.encode("ord", UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));
        String later = TypeId.encode("ord", UUID.fromString("01890a5d-ac97-7000-8000-000000000000"));

        assertThat(earlier).isLessThan(later);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ord_",
                "ord",
                "01h455vb4pex5vsknk084sn02q",
                "pay_01h455vb4pex5vsknk084sn02q",
                "ord-01h455vb4pex5vsknk084sn02q",
                "ORD_01h455vb4pex5vsknk084sn02q",
                "ord_01H455VB4PEX5VSKNK084SN02Q",
                "ord_01h455vb4pex5vsknk084sn02",
                "ord_01h455vb4pex5vsknk084sn02qq",
                "ord_81h455vb4pex5vsknk084sn02q",
                "ord_01h455vb4pex5vsknk084sn02u",
                "ord_01h455vb4pex5vsknk084sn02i",
                "ord_01h455vb4pex5vsknk084sn02l",
                "ord_01h455vb4pex5vsknk084sn02o",
                "ord_01h455vb4pex5vsknk084sn02ö",
                "ord_01h455vb4pex5vsknk084sn 2q",
                " ord_01h455vb4pex5vsknk084sn02q"
            })
    void what_is_no_id_is_no_id(String text) {
        assertThat(TypeId.isValid("ord", text)).isFalse();
        assertThat(OrderId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new OrderId(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
