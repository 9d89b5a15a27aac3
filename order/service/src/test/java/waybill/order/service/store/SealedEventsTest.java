package waybill.order.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.contracts.json.WireForm;
import waybill.engine.core.log.EventCodec;
import waybill.engine.core.log.UndecodableEvent;
import waybill.order.domain.Address;
import waybill.order.domain.Customer;
import waybill.order.domain.NewOrder;
import waybill.order.domain.Order;
import waybill.order.domain.OrderDecider;
import waybill.order.domain.OrderEvent;
import waybill.order.service.persons.KeyRing;
import waybill.order.service.persons.KeyRings;
import waybill.order.service.persons.PersonKeys;

/** Whatever an event says about a person, its stored bytes say it to nobody without the key. */
final class SealedEventsTest {
    private static KeyRings rings;
    private static KeyRing keys;
    private static EventCodec<OrderEvent> codec;

    @BeforeAll
    static void open() {
        rings = new KeyRings();
        keys = rings.ring();
        codec = OrderEvents.codec(keys);
    }

    @AfterAll
    static void close() {
        rings.close();
    }

    static Stream<Class<?>> kinds() {
        return kinds(OrderEvent.class);
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SealedEventsTest::kinds)
                : Stream.of(type);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothing_personal_is_stored_in_clear(Class<? extends OrderEvent> kind) {
        keys.ensure(Samples.CUSTOMER);
        OrderEvent event = Samples.of(kind);

        byte[] stored = codec.encode(event);

        String text = new String(stored, StandardCharsets.UTF_8);
        assertThat(text).doesNotContain(Samples.CANARY).doesNotContain("4711");
        assertThat(codec.decode(codec.type(event), stored)).isEqualTo(event);
        assertThat(text.contains("sealed:v1:")).as("whose it is").isEqualTo(Persons.in(event) != null);
    }

    @Test
    void every_kind_has_a_name() {
        assertThat(OrderEvents.CLASSES.values())
                .containsExactlyInAnyOrderElementsOf(
                        kinds().map(kind -> kind.asSubclass(OrderEvent.class)).toList());
    }

    @ParameterizedTest
    @MethodSource("personal")
    void what_is_personal_is_not_stored_unless_it_is_said_whose_it_is(Object personal) {
        WireForm form = WireForm.with(new SealedModule(keys));

        assertThatThrownBy(() -> form.write(personal))
                .isInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageContaining("of nobody would be stored in clear");
    }

    static Stream<Object> personal() {
        record Somewhere(List<Address> all) {}
        record Notes(Map<String, String> notes) {}
        Address address = Samples.of(Address.class);
        return Stream.of(
                address, Samples.of(Customer.class), new Somewhere(List.of(address)), new Notes(Map.of("a", "b")));
    }

    @Test
    void the_first_histories_were_stored_in_clear_and_are_still_read() throws IOException {
        NewOrder what = created(golden()).what();

        assertThat(what.customer()).isEqualTo(new Customer("cust123", "Ada", "ada@example.com"));
        assertThat(what.shippingAddress()).isEqualTo(new Address("1 Main St", "Berlin", "10115", "DE", null));
        assertThat(what.metadata()).isEqualTo(Map.of("cart", "77"));
    }

    private static byte[] golden() throws IOException {
        try (var file = SealedEventsTest.class.getResourceAsStream("/golden/before-sealing/order.created.v1.json")) {
            return file.readAllBytes();
        }
    }

    private static OrderEvent.OrderCreated created(byte[] stored) {
        return (OrderEvent.OrderCreated) codec.decode("order.created.v1", stored);
    }

    @Test
    void an_order_of_a_forgotten_person_is_still_an_order() {
        OrderEvent.OrderCreated before = Samples.of(OrderEvent.OrderCreated.class);
        keys.ensure(Samples.CUSTOMER);
        byte[] stored = codec.encode(before);
        keys.forget(Samples.CUSTOMER, new PersonKeys.Cause("operator", null), PersonKeys.ANY_AGE);

        OrderEvent.OrderCreated after = created(stored);

        NewOrder what = after.what();
        assertThat(what.customer()).isEqualTo(new Customer(Samples.CUSTOMER, null, null));
        assertThat(what.shippingAddress())
                .isEqualTo(new Address("[forgotten]", "[forgotten]", "[forgotten]", "ZZ", null));
        assertThat(what.metadata()).isEmpty();
        assertThat(what.total()).isEqualTo(before.what().total());
        assertThat(new OrderDecider().fold(List.of(after))).isInstanceOf(Order.AwaitingStock.class);
    }

    @Test
    void who_gives_nothing_away_needs_no_key() {
        OrderEvent.OrderCreated sample = Samples.of(OrderEvent.OrderCreated.class);
        NewOrder what = sample.what();
        NewOrder bare = new NewOrder(
                what.id(),
                new Customer("c", null, null),
                what.currency(),
                what.lines(),
                what.shippingAddress(),
                what.payment(),
                what.confirmation(),
                Map.of());
        keys.ensure("c");
        byte[] stored = codec.encode(
                new OrderEvent.OrderCreated(sample.order(), bare, 1, sample.deadline(), false, sample.at()));

        assertThat(new String(stored, StandardCharsets.UTF_8))
                .contains("\"customer\":{\"id\":\"c\"}")
                .contains("\"metadata\":{}");
        assertThat(created(stored).what()).isEqualTo(bare);
    }

    @Test
    void a_changed_seal_is_not_read_as_anything() {
        keys.ensure(Samples.CUSTOMER);
        String stored = new String(codec.encode(Samples.of(OrderEvent.OrderCreated.class)), StandardCharsets.UTF_8);
        String other = stored.replace("\"shippingAddress\":\"sealed:v1:", "\"shippingAddress\":\"sealed:v2:");

        assertThatThrownBy(() -> codec.decode("order.created.v1", other.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UndecodableEvent.class);
    }
}
