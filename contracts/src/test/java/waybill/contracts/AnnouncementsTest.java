package waybill.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.contracts.inventory.InventoryAnnouncement;
import waybill.contracts.json.UnreadableJson;
import waybill.contracts.order.OrderAnnouncement;
import waybill.contracts.payment.PaymentAnnouncement;

class AnnouncementsTest {
    private static final GoldenFiles GOLDEN = GoldenFiles.v1();
    private static final JsonMapper JSON = new JsonMapper();

    static List<String> files() {
        return GOLDEN.names();
    }

    static Set<String> types() {
        return new TreeSet<>(Announcements.types());
    }

    @Test
    void every_type_has_a_golden_file_and_every_file_has_a_type() {
        assertThat(files().stream().map(GoldenFiles::typeOf).collect(toSet())).isEqualTo(Announcements.types());
    }

    @Test
    void every_announcement_can_be_decoded_by_its_type() {
        Set<Class<?>> announced = Stream.of(
                        OrderAnnouncement.class, InventoryAnnouncement.class, PaymentAnnouncement.class)
                .flatMap(AnnouncementsTest::records)
                .collect(toSet());

        Set<Class<?>> decoded = Announcements.types().stream()
                .map(type -> Announcements.decode(type, GOLDEN.full(type)).getClass())
                .collect(toSet());

        assertThat(decoded).isEqualTo(announced);
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_was_released_is_read_and_written_again_byte_for_byte(String file) {
        byte[] released = GOLDEN.read(file);

        Announcement announcement = Announcements.decode(GoldenFiles.typeOf(file), released);

        assertThat(announcement.type()).isEqualTo(GoldenFiles.typeOf(file));
        assertThat(new String(Announcements.encode(announcement), UTF_8)).isEqualTo(new String(released, UTF_8));
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_subject_is_the_order_or_else_the_product(String file) throws IOException {
        JsonNode data = JSON.readTree(GOLDEN.read(file));
        JsonNode subject = data.has("orderId") ? data.get("orderId") : data.get("productId");

        Announcement announcement = Announcements.decode(GoldenFiles.typeOf(file), GOLDEN.read(file));

        assertThat(announcement.subject()).isEqualTo(subject.asText());
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_was_released_fits_its_schema(String file) throws IOException {
        assertThat(complaints(GoldenFiles.typeOf(file), JSON.readTree(GOLDEN.read(file))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void the_schema_names_every_member_and_the_golden_files_show_all_and_none_of_the_optional(String type)
            throws IOException {
        JsonNode schema = schemaOf(type).root();
        Set<String> all = names(schema.get("properties"));
        Set<String> required = texts(schema.get("required"));

        assertThat(names(JSON.readTree(GOLDEN.full(type)))).isEqualTo(all);
        assertThat(GOLDEN.hasBare(type)).isEqualTo(!all.equals(required) || hasItemNames(type));
        if (GOLDEN.hasBare(type)) {
            assertThat(names(JSON.readTree(GOLDEN.read(type + ".bare.json")))).isEqualTo(required);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void what_the_schema_requires_the_reader_requires_and_nothing_else(String type) throws IOException {
        ObjectNode full = object(GOLDEN.full(type));
        for (String member : names(full)) {
            ObjectNode without = full.deepCopy().without(member);

            assertThat(canBeDecoded(type, without))
                    .as("%s without %s", type, member)
                    .isEqualTo(complaints(type, without).isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void members_of_a_later_release_fit_the_schema_and_are_ignored(String type) throws IOException {
        ObjectNode later = object(GOLDEN.full(type)).put("addedLater", 1);

        assertThat(complaints(type, later)).isEmpty();
        assertThat(Announcements.encode(Announcements.decode(type, bytes(later))))
                .isEqualTo(GOLDEN.full(type));
    }

    @ParameterizedTest
    @MethodSource("files")
    void what_is_printed_never_shows_a_token(String file) {
        assertThat(Announcements.decode(GoldenFiles.typeOf(file), GOLDEN.read(file))
                        .toString())
                .doesNotContain("tok_");
    }

    @Test
    void an_unknown_type_is_called_unknown() {
        assertThatThrownBy(() -> Announcements.decode("order.created.v9", new byte[0]))
                .isInstanceOf(UnknownAnnouncement.class)
                .hasMessage("unknown announcement: order.created.v9");
    }

    @Test
    void bytes_that_say_nothing_are_called_unreadable() {
        assertThatThrownBy(() -> Announcements.decode("order.confirmed.v1", "{}".getBytes(UTF_8)))
                .isInstanceOf(UnreadableJson.class)
                .hasMessageContaining("OrderConfirmed")
                .hasMessageContaining("orderId");
    }

    private static Stream<Class<?>> records(Class<?> said) {
        return said.isSealed()
                ? Stream.of(said.getPermittedSubclasses()).flatMap(AnnouncementsTest::records)
                : Stream.of(said);
    }

    /** The items of an order have an optional member of their own. */
    private static boolean hasItemNames(String type) {
        return schemaOf(type).at("/properties/items/items/$ref").asText().endsWith("orderItem");
    }

    private static boolean canBeDecoded(String type, ObjectNode data) throws IOException {
        try {
            Announcements.decode(type, bytes(data));
            return true;
        } catch (UnreadableJson e) {
            return false;
        }
    }

    private static Document schemaOf(String type) {
        return Document.named("schemas/" + type + ".json");
    }

    private static List<String> complaints(String type, JsonNode data) {
        return schemaOf(type).complaints("", data);
    }

    private static ObjectNode object(byte[] json) throws IOException {
        return JSON.readValue(json, ObjectNode.class);
    }

    private static byte[] bytes(JsonNode node) throws IOException {
        return JSON.writeValueAsBytes(node);
    }

    private static Set<String> names(JsonNode object) {
        return object.propertyStream().map(member -> member.getKey()).collect(toSet());
    }

    private static Set<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).collect(toSet());
    }
}
