package waybill.inventory.service.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.engine.core.log.EventCodec;
import waybill.inventory.domain.InventoryDecider;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.Quantity;
import waybill.inventory.domain.Reservation;
import waybill.inventory.domain.Reservations;
import waybill.inventory.domain.StockLevel;
import waybill.inventory.domain.Warehouse;
import waybill.kernel.ProductId;
import waybill.kernel.ReservationId;
import waybill.kernel.ShipmentId;

/** Histories as they were stored still read, fold, and are written as they were. The files are never changed. */
class InventoryHistoryFilesTest {
    private static final EventCodec<InventoryEvent> CODEC = InventoryEvents.codec();
    private static final ProductId SHIRT = new ProductId("TSHIRT-M");
    private static final ProductId MUG = new ProductId("MUG");
    private static final List<Quantity> LINES = List.of(new Quantity(SHIRT, 2), new Quantity(MUG, 1));
    private static final List<Quantity> REST = List.of(new Quantity(SHIRT, 1), new Quantity(MUG, 1));
    private static final ReservationId FIRST = new ReservationId("res_01kantm5xbf3sb2q7h6m0r4d8g");
    private static final ReservationId SECOND = new ReservationId("res_01kantm5xcf3sb2q7h6m0r4d8h");
    private static final Reservation.Shipment PARCEL =
            new Reservation.Shipment(new ShipmentId("shp_01kantm5xdf3sb2q7h6m0r4d8j"), List.of(new Quantity(SHIRT, 1)));
    private static final Reservation.Shipment NEXT_PARCEL =
            new Reservation.Shipment(new ShipmentId("shp_01kantm5xef3sb2q7h6m0r4d8k"), REST);
    private static final List<String> FILES = List.of(
            "shipped-in-parts",
            "rest-given-back",
            "shipped-although-released",
            "paid-again-and-cancelled",
            "expired-and-held-again",
            "released-in-advance",
            "received-and-counted",
            "settled-by-hand");

    private record Stored(String type, String json) {
        InventoryEvent event() {
            return CODEC.decode(type, json.getBytes(UTF_8));
        }
    }

    @Test
    void every_stored_event_reads_and_is_written_as_it_was() {
        FILES.forEach(file -> stored(file).forEach(stored -> {
            InventoryEvent event = stored.event();
            assertThat(CODEC.type(event)).isEqualTo(stored.type());
            assertThat(new String(CODEC.encode(event), UTF_8)).isEqualTo(stored.json());
        }));
    }

    @Test
    void every_kind_of_event_is_in_a_file() {
        Set<Class<?>> seen = new HashSet<>();
        FILES.forEach(
                file -> stored(file).forEach(stored -> seen.add(stored.event().getClass())));
        assertThat(seen).isEqualTo(Set.copyOf(records(InventoryEvent.class)));
    }

    @Test
    void an_order_that_was_shipped_in_parts_is_consumed() {
        assertThat(fold("shipped-in-parts").reservations().list())
                .isEqualTo(List.of(new Reservation.Consumed(1, FIRST, LINES, List.of(PARCEL, NEXT_PARCEL))));
    }

    @Test
    void an_order_whose_rest_was_given_back_is_consumed() {
        assertThat(fold("rest-given-back").reservations().list())
                .isEqualTo(List.of(new Reservation.Consumed(1, FIRST, LINES, List.of(PARCEL))));
    }

    @Test
    void an_order_that_shipped_although_its_goods_were_released_is_consumed() {
        assertThat(fold("shipped-although-released").reservations().list())
                .isEqualTo(List.of(new Reservation.Consumed(1, FIRST, LINES, List.of(PARCEL))));
    }

    @Test
    void an_order_that_was_cancelled_is_closed() {
        assertThat(fold("paid-again-and-cancelled").reservations())
                .isEqualTo(new Reservations.Closed(
                        "CUSTOMER_REQUEST",
                        List.of(
                                new Reservation.Released(1, FIRST, LINES, "SUPERSEDED"),
                                new Reservation.Released(2, SECOND, LINES, "CUSTOMER_REQUEST"))));
        assertThat(fold("released-in-advance").reservations())
                .isEqualTo(new Reservations.Closed("CUSTOMER_REQUEST", List.of()));
    }

    @Test
    void a_hold_that_expired_twice_was_answered_each_time() {
        assertThat(fold("expired-and-held-again").reservations().list())
                .hasSize(1)
                .allMatch(Reservation.Rejected.class::isInstance);
    }

    @Test
    void what_came_in_and_was_counted_is_on_the_shelf() {
        assertThat(fold("received-and-counted").shelf().values())
                .containsExactly(new StockLevel(SHIRT, "T-shirt", 103, 0, 0));
    }

    private static Warehouse fold(String file) {
        return new InventoryDecider()
                .fold(stored(file).stream().map(Stored::event).toList());
    }

    private static List<Stored> stored(String file) {
        String name = "/history/v1/" + file + ".txt";
        try (InputStream in = InventoryHistoryFilesTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no such file: " + name);
            }
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.split(" ", 2))
                    .map(parts -> new Stored(parts[0], parts[1]))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<Class<?>> records(Class<?> sealed) {
        return sealed.isRecord()
                ? List.of(sealed)
                : Stream.of(sealed.getPermittedSubclasses())
                        .<Class<?>>flatMap(part -> records(part).stream())
                        .toList();
    }
}
