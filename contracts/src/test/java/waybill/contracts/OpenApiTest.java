package waybill.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenApiTest {
    private static final Document API = Document.named("openapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    /** Pointers to all operations. */
    static List<String> operations() {
        return API.everything().keySet().stream()
                .filter(pointer -> pointer.matches("/paths/[^/]+/[a-z]+"))
                .filter(pointer -> METHODS.contains(pointer.substring(pointer.lastIndexOf('/') + 1)))
                .toList();
    }

    /** Pointers to everything that has a schema and may have examples: bodies, parameters, headers. */
    static List<String> described() {
        return API.everything().entrySet().stream()
                .filter(entry -> entry.getValue().has("schema"))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> broken = references(API)
                .filter(reference -> !API.leadsSomewhere(reference))
                .toList();

        assertThat(references(API)).isNotEmpty();
        assertThat(broken).isEmpty();
    }

    @Test
    void every_operation_has_a_name_of_its_own_and_a_summary_and_a_tag() {
        Set<String> names = new TreeSet<>();
        for (String operation : operations()) {
            JsonNode node = API.at(operation);
            assertThat(names.add(node.path("operationId").asText()))
                    .as(operation)
                    .isTrue();
            assertThat(node.path("summary").asText()).as(operation).isNotBlank();
            assertThat(node.path("tags")).as(operation).isNotEmpty();
        }
        assertThat(names).hasSizeGreaterThan(20).doesNotContain("");
    }

    @ParameterizedTest
    @MethodSource("described")
    void every_example_is_what_its_schema_says(String pointer) {
        examples(pointer)
                .forEach((where, value) -> assertThat(API.complaints(pointer + "/schema", value))
                        .as(where)
                        .isEmpty());
    }

    @Test
    void bodies_have_examples() {
        List<String> without = described().stream()
                .filter(pointer -> pointer.endsWith("/content/application~1json"))
                .filter(pointer -> examples(pointer).isEmpty())
                .toList();

        assertThat(without).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_answer_has_a_request_id_and_every_refusal_is_a_problem(String operation) {
        API.at(operation + "/responses").propertyStream().forEach(answer -> {
            JsonNode response = response(operation, answer.getKey());
            String where = operation + " " + answer.getKey();
            assertThat(response.at("/headers/X-Request-Id").isMissingNode())
                    .as(where)
                    .isFalse();
            if (answer.getKey().compareTo("400") >= 0 && !isHealth(operation, answer.getKey())) {
                assertThat(response.path("content").has("application/problem+json"))
                        .as(where)
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_operation_says_how_it_fails(String operation) {
        Set<String> expected = new TreeSet<>(Set.of("400", "405", "414", "431", "500"));
        if (!isPage(operation)) {
            expected.addAll(Set.of("406", "429", "503"));
            assertThat(response(operation, "503").path("headers").has("Retry-After"))
                    .isTrue();
        }
        if (operation.endsWith("/post")) {
            expected.addAll(Set.of("408", "413", "415"));
        }
        if (takesKey(operation)) {
            expected.addAll(Set.of("409", "422"));
        }
        if (isGuarded(operation)) {
            expected.addAll(Set.of("401", "403"));
        }

        assertThat(names(API.at(operation + "/responses"))).containsAll(expected);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_operation_but_pages_and_webhooks_needs_a_scope_of_a_token_or_a_key(String operation) {
        List<JsonNode> ways = API.at(operation + "/security").valueStream().toList();

        assertThat(ways.isEmpty()).isNotEqualTo(isGuarded(operation));
        for (int i = 0; i < ways.size(); i += 2) {
            JsonNode scopes = ways.get(i).path("token");
            assertThat(scopes).as(operation).hasSize(1);
            assertThat(scopes.path(0).asText()).matches("(orders|inventory|payments|ops):(read|write)");
            assertThat(scopes.path(0).asText().endsWith(":read")).isEqualTo(operation.endsWith("/get"));
            assertThat(ways.get(i + 1).path("apiKey")).isEqualTo(scopes);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_write_takes_a_key_and_may_be_answered_by_a_replay(String operation) {
        Set<String> parameters = API.at(operation + "/parameters")
                .valueStream()
                .map(parameter ->
                        parameter.path("$ref").asText(parameter.path("name").asText()))
                .collect(TreeSet::new, Set::add, Set::addAll);
        boolean replays =
                response(operation, firstSuccess(operation)).at("/headers").has("Idempotent-Replayed");

        boolean changes = operation.endsWith("/put") || operation.endsWith("/delete");
        assertThat(parameters.contains("#/components/parameters/IdempotencyKey"))
                .isEqualTo(takesKey(operation));
        assertThat(parameters.contains("#/components/parameters/OptionalIdempotencyKey"))
                .isEqualTo(changes);
        assertThat(replays).isEqualTo(takesKey(operation) || changes);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_operation_but_pages_may_be_asked_to_fail(String operation) {
        boolean may =
                API.at(operation + "/parameters").findValuesAsText("$ref").contains("#/components/parameters/Chaos");

        assertThat(may).isNotEqualTo(isPage(operation));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void every_variable_of_a_path_is_a_parameter(String operation) {
        String path = operation
                .substring("/paths/".length(), operation.lastIndexOf('/'))
                .replace("~1", "/");
        Set<String> variables = new TreeSet<>();
        Stream.of(path.split("/")).filter(part -> part.startsWith("{")).forEach(part -> variables.add(inside(part)));
        Set<String> declared = new TreeSet<>();
        for (int i = 0; i < API.at(operation + "/parameters").size(); i++) {
            JsonNode parameter = API.at(API.followed(operation + "/parameters/" + i));
            if (parameter.path("in").asText().equals("path")) {
                declared.add(parameter.path("name").asText());
            }
        }

        assertThat(declared).isEqualTo(variables);
    }

    @Test
    void no_object_takes_members_that_are_not_in_the_contract() {
        Map<String, JsonNode> open = new LinkedHashMap<>();
        API.everything().forEach((pointer, node) -> {
            boolean isObject = node.path("type").asText().equals("object");
            boolean isComposed = node.has("allOf");
            if ((isObject && !node.has("additionalProperties")) || (isComposed && !node.has("unevaluatedProperties"))) {
                open.put(pointer, node);
            }
        });

        assertThat(open).containsOnlyKeys("/components/schemas/ProblemDocument");
    }

    @Test
    void a_member_that_is_not_in_the_contract_is_found() {
        String order = "/components/examples/ConfirmedOrder/value";
        String problem = "/components/examples/InsufficientStock/value";

        assertThat(API.complaints("/components/schemas/Order", withExtra(order)))
                .isNotEmpty();
        assertThat(API.complaints("/components/schemas/InsufficientStock", withExtra(problem)))
                .isNotEmpty();
        assertThat(API.complaints("/components/schemas/NotFound", API.at(problem)))
                .isNotEmpty();
    }

    private static JsonNode withExtra(String pointer) {
        return ((ObjectNode) API.at(pointer).deepCopy()).put("extra", 1);
    }

    private static Map<String, JsonNode> examples(String pointer) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        JsonNode node = API.at(pointer);
        if (node.has("example")) {
            found.put(pointer + "/example", node.get("example"));
        }
        for (String name : names(node.path("examples"))) {
            String where = API.followed(pointer + "/examples/" + name);
            found.put(pointer + "/examples/" + name, API.at(where + "/value"));
        }
        return found;
    }

    private static JsonNode response(String operation, String status) {
        return API.at(API.followed(operation + "/responses/" + status));
    }

    private static String firstSuccess(String operation) {
        return names(API.at(operation + "/responses")).iterator().next();
    }

    private static boolean isHealth(String operation, String status) {
        return operation.startsWith("/paths/~1health") && status.equals("503");
    }

    /** Pages, health and metrics answer in one form, and even when the server is too busy for anything else. */
    private static boolean isPage(String operation) {
        return API.at(operation + "/tags/0").asText().equals("Operations");
    }

    /** What a gateway posts is signed instead, and only has something looked up. */
    private static boolean takesKey(String operation) {
        return operation.endsWith("/post") && !operation.startsWith("/paths/~1webhooks~1");
    }

    private static boolean isGuarded(String operation) {
        return !isPage(operation) && !operation.startsWith("/paths/~1webhooks~1");
    }

    private static String inside(String braces) {
        return braces.substring(1, braces.length() - 1);
    }

    private static Set<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return new TreeSet<>(names);
    }

    private static Stream<String> references(Document document) {
        return document.everything().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/$ref"))
                .map(entry -> entry.getValue().asText());
    }
}
