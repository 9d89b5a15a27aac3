package waybill.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of id has its own prefix, and no kind takes another's. */
final class IdsTest {
    private static final UUID SOME = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final String SUFFIX = "_01h455vb4pex5vsknk084sn02q";

    record Kind(String prefix, Function<UUID, Object> of, Function<String, Optional<?>> parse) {
        @Override
        public String toString() {
            return prefix;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("ord", OrderId::of, OrderId::parse),
                new Kind("res", ReservationId::of, ReservationId::parse),
                new Kind("pay", PaymentId::of, PaymentId::parse),
                new Kind("txn", TransactionId::of, TransactionId::parse),
                new Kind("shp", ShipmentId::of, ShipmentId::parse),
                new Kind("rfd", RefundId::of, RefundId::parse),
                new Kind("evt", EventId::of, EventId::parse));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void an_id_is_its_prefix_and_its_uuid(Kind kind) {
        Object id = kind.of().apply(SOME);

        assertThat(id).hasToString(kind.prefix() + SUFFIX);
        assertThat(kind.parse().apply(id.toString()).map(Object.class::cast)).contains(id);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void no_kind_takes_the_id_of_another(Kind kind) {
        kinds().filter(other -> !other.prefix().equals(kind.prefix()))
                .forEach(other -> assertThat(
                                kind.parse().apply(other.prefix() + SUFFIX).isPresent())
                        .as("%s for %s", other, kind)
                        .isFalse());
    }
}
