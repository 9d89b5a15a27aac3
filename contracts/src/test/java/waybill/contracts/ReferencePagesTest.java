package waybill.contracts;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages for people say what the contract says, no more and no less. */
class ReferencePagesTest {
    private static final Path PAGES = Path.of("../docs/reference");
    private static final Document API = Document.named("openapi.yaml");

    @Test
    void the_page_of_events_has_every_type_with_its_members() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (String type : Announcements.types()) {
            expected.put("`" + type + "`", members(Document.named("schemas/" + type + ".json")));
        }

        Map<String, String> written = new TreeMap<>();
        for (List<String> row : rows("events.md")) {
            if (row.getFirst().matches("`[a-z.-]+\\.v\\d`")) {
                written.put(row.getFirst(), row.getLast());
            }
        }

        assertThat(written).isEqualTo(expected);
    }

    @Test
    void the_page_of_the_api_has_every_endpoint_with_its_summary() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (String operation : OpenApiTest.operations()) {
            expected.put(endpoint(operation), API.at(operation + "/summary").asText());
        }

        Map<String, String> written = new TreeMap<>();
        endpointRows().forEach(row -> written.put(row.getFirst(), row.get(1)));

        assertThat(written).isEqualTo(expected);
    }

    @Test
    void every_answer_on_the_page_of_the_api_is_in_the_contract_with_its_problems() throws IOException {
        for (List<String> row : endpointRows()) {
            JsonNode responses = API.at(pointer(row.getFirst()) + "/responses");
            for (String answer : row.getLast().split(" · ", -1)) {
                String status = answer.substring(0, 3);

                assertThat(responses.has(status)).as(row.getFirst() + answer).isTrue();
                assertThat(slugsOf(responses.get(status)))
                        .as(row.getFirst() + " " + answer)
                        .containsAll(quoted(answer));
            }
        }
    }

    @Test
    void the_page_of_the_api_has_every_problem_with_its_status() throws IOException {
        Set<String> expected = new TreeSet<>();
        API.at("/components/schemas")
                .forEach(schema -> slugs(schema)
                        .forEach(slug -> expected.add(
                                schema.at("/properties/status/const").asText() + " `" + slug + "`")));

        Set<String> written = new TreeSet<>();
        for (List<String> row : rows("http.md")) {
            if (row.getFirst().matches("\\d{3}")) {
                written.add(row.getFirst() + " " + row.get(1));
            }
        }

        assertThat(written).isEqualTo(expected);
    }

    private static String members(Document schema) {
        List<String> required =
                schema.at("/required").valueStream().map(JsonNode::asText).toList();
        return schema.at("/properties")
                .propertyStream()
                .map(member -> "`" + member.getKey() + (required.contains(member.getKey()) ? "`" : "?`"))
                .collect(joining(", "));
    }

    private static String endpoint(String operation) {
        int method = operation.lastIndexOf('/') + 1;
        String path = operation.substring("/paths/".length(), method - 1).replace("~1", "/");
        return "`" + operation.substring(method).toUpperCase(Locale.ROOT) + " " + path + "`";
    }

    private static String pointer(String endpoint) {
        String[] words = endpoint.replace("`", "").split(" ", -1);
        return "/paths/" + words[1].replace("/", "~1") + "/" + words[0].toLowerCase(Locale.ROOT);
    }

    private static List<List<String>> endpointRows() throws IOException {
        return rows("http.md").stream()
                .filter(row -> row.getFirst().matches("`[A-Z]+ /.*`"))
                .toList();
    }

    private static List<String> slugsOf(JsonNode response) {
        JsonNode resolved = follow(response);
        JsonNode schema = resolved.at("/content/application~1problem+json/schema");
        List<String> all = new ArrayList<>(slugs(follow(schema)));
        schema.path("oneOf").forEach(one -> all.addAll(slugs(follow(one))));
        return all;
    }

    private static List<String> slugs(JsonNode schema) {
        JsonNode code = schema.at("/properties/code");
        return Stream.concat(Stream.of(code.path("const")), code.path("enum").valueStream())
                .filter(JsonNode::isTextual)
                .map(name -> name.asText().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static JsonNode follow(JsonNode node) {
        return node.has("$ref") ? API.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static List<String> quoted(String text) {
        return Stream.of(text.split("`", -1))
                .filter(part -> part.matches("[a-z]+(-[a-z]+)+"))
                .toList();
    }

    /** The cells of every table row of a page. */
    private static List<List<String>> rows(String page) throws IOException {
        return Files.readAllLines(PAGES.resolve(page)).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> Stream.of(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }
}
