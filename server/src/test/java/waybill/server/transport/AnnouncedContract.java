package waybill.server.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import waybill.contracts.ContractFiles;

/** What asyncapi.yaml and its schemas say about a message, as a judge of real ones. */
final class AnnouncedContract {
    private static final String BASE = "https://contract.test/schemas/";

    private final JsonNode file;
    private final SchemaRegistry schemas = SchemaRegistry.withDialect(
            Dialects.getDraft202012(),
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build())
                    .schemas(AnnouncedContract::named));

    AnnouncedContract() {
        try {
            this.file = new YAMLMapper().readTree(ContractFiles.asyncApi());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String named(String address) {
        String name = URI.create(address).getPath().replaceAll("^/schemas/|\\.json$", "");
        return new String(ContractFiles.schema(name), UTF_8);
    }

    /** What is wrong with a message; empty if it is as the contract says. */
    List<String> breaches(ConsumerRecord<String, byte[]> message) {
        ObjectNode headers = new JsonMapper().createObjectNode();
        for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        List<String> breaches = new ArrayList<>();
        String type = headers.path("ce_type").asText();
        JsonNode trait = file.at("/components/messageTraits/CloudEvent/headers");
        schemas.getSchema(trait.toString(), InputFormat.JSON)
                .validate(headers.toString(), InputFormat.JSON)
                .forEach(error -> breaches.add(type + " headers: " + error));
        if (!headers.path("ce_subject").asText().equals(message.key())) {
            breaches.add(type + ": the key is not the subject");
        }
        if (message.value() == null) {
            if (!type.equals("waybill.unannounced.v1")) {
                breaches.add(type + ": there is no data");
            }
            return breaches;
        }
        if (!onTopic(message.topic()).contains(type)) {
            breaches.add(type + ": is no message of " + message.topic());
        }
        schemas.getSchema(SchemaLocation.of(BASE + type + ".json"))
                .validate(new String(message.value(), UTF_8), InputFormat.JSON)
                .forEach(error -> breaches.add(type + ": " + error));
        return breaches;
    }

    private List<String> onTopic(String topic) {
        List<String> names = new ArrayList<>();
        for (JsonNode channel : file.path("channels")) {
            if (channel.path("address").asText().equals(topic)) {
                channel.path("messages")
                        .fieldNames()
                        .forEachRemaining(name -> names.add(file.at("/components/messages/" + name + "/name")
                                .asText()));
            }
        }
        return names;
    }
}
