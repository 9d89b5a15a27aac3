package waybill.contracts;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.contracts.inventory.InventoryAnnouncement;
import waybill.contracts.order.OrderAnnouncement;
import waybill.contracts.payment.PaymentAnnouncement;

class AsyncApiTest {
    private static final Document EVENTS = Document.named("asyncapi.yaml");
    private static final GoldenFiles GOLDEN = GoldenFiles.v1();

    @Test
    void every_reference_leads_somewhere() {
        Set<String> references = EVENTS.everything().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/$ref"))
                .map(entry -> entry.getValue().asText())
                .collect(toSet());

        assertThat(references).isNotEmpty().allMatch(EVENTS::leadsSomewhere);
    }

    @Test
    void every_announcement_is_a_message_with_its_name_and_its_schema() {
        List<JsonNode> messages =
                EVENTS.at("/components/messages").valueStream().toList();

        assertThat(messages.stream().map(message -> message.path("name").asText()))
                .containsExactlyInAnyOrderElementsOf(Announcements.types());
        for (JsonNode message : messages) {
            String type = message.path("name").asText();
            assertThat(message.at("/payload/$ref").asText()).isEqualTo("schemas/" + type + ".json");
            assertThat(message.path("title").asText())
                    .isEqualTo(announcement(type).getClass().getSimpleName());
        }
    }

    @ParameterizedTest
    @CsvSource({"order", "inventory", "payment"})
    void every_service_announces_on_a_topic_of_its_own(String service) {
        JsonNode channel = EVENTS.at("/channels/" + service);
        Set<String> onTopic = channel.path("messages")
                .propertyStream()
                .map(message -> EVENTS.followed("/channels/" + service + "/messages/" + message.getKey()))
                .map(pointer -> EVENTS.at(pointer).path("name").asText())
                .collect(toSet());
        Set<String> ofService = Announcements.types().stream()
                .filter(type -> saidBy(service).isInstance(announcement(type)))
                .collect(toSet());

        assertThat(channel.path("address").asText()).isEqualTo("waybill." + service + ".events.v1");
        assertThat(onTopic).isEqualTo(ofService);
    }

    private static Class<? extends Announcement> saidBy(String service) {
        return switch (service) {
            case "order" -> OrderAnnouncement.class;
            case "inventory" -> InventoryAnnouncement.class;
            case "payment" -> PaymentAnnouncement.class;
            default -> throw new IllegalArgumentException(service);
        };
    }

    private static Announcement announcement(String type) {
        return Announcements.decode(type, GOLDEN.full(type));
    }
}
