package waybill.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether an answer is one of those the contract describes, member by member. */
final class ResponseChecks {
    /** Headers that mean something to a client; the others are plumbing and every answer may have them. */
    private static final Set<String> TELLING = Set.of(
            "Location",
            "ETag",
            "Retry-After",
            "Preference-Applied",
            "Idempotent-Replayed",
            "Allow",
            "WWW-Authenticate");

    private final JsonNode closed;
    private final Schemas schemas;

    ResponseChecks(JsonNode contract) {
        this.closed = ClosedSchemas.of(contract);
        this.schemas = new Schemas(closed);
    }

    void check(ContractOperation operation, Exchange exchange, List<String> faults) {
        JsonNode same = closed.path("paths").path(operation.template()).path(operation.method());
        JsonNode response = described(same.path("responses"), exchange.status());
        if (response.isMissingNode()) {
            faults.add("the contract has no status " + exchange.status() + " for " + operation.method() + " "
                    + operation.template());
            return;
        }
        checkHeaders(response.path("headers"), exchange.responseHeaders(), faults);
        checkBody(response.path("content"), exchange, faults);
    }

    /** Every problem is of one of the kinds that the contract has, which it names by its code. */
    void checkProblem(Exchange exchange, List<String> faults) {
        JsonNode problem = Schemas.parsed(exchange.responseBody());
        if (!exchange.mediaType().equals("application/problem+json") || problem == null) {
            faults.add("the answer is no problem document");
            return;
        }
        String code = problem.path("code").asText();
        if (problem.path("status").asInt() != exchange.status()) {
            faults.add("the document has another status than the answer");
        }
        for (Map.Entry<String, JsonNode> kind : closed.at("/components/schemas").properties()) {
            if (kind.getValue().at("/properties/code/const").asText().equals(code)) {
                schemas.check(kind.getValue(), problem, "the problem ", faults);
                return;
            }
        }
        faults.add("the contract has no problem " + code);
    }

    private JsonNode described(JsonNode responses, int status) {
        for (String key : List.of(String.valueOf(status), status / 100 + "XX", "default")) {
            if (responses.has(key)) {
                return schemas.resolved(responses.get(key));
            }
        }
        return responses.path(String.valueOf(status));
    }

    private void checkHeaders(JsonNode described, Map<String, String> sent, List<String> faults) {
        for (Map.Entry<String, JsonNode> entry : described.properties()) {
            JsonNode header = schemas.resolved(entry.getValue());
            String value = sent.get(entry.getKey());
            if (value != null) {
                schemas.checkText(header.path("schema"), value, "the header " + entry.getKey(), faults);
            } else if (header.path("required").asBoolean()) {
                faults.add("the header " + entry.getKey() + " is missing");
            }
        }
        for (String name : sent.keySet()) {
            boolean telling = TELLING.stream().anyMatch(name::equalsIgnoreCase);
            if (telling
                    && described.properties().stream()
                            .noneMatch(entry -> entry.getKey().equalsIgnoreCase(name))) {
                faults.add("the contract has no header " + name + " here");
            }
        }
    }

    private void checkBody(JsonNode content, Exchange exchange, List<String> faults) {
        if (exchange.method().equals("HEAD")) {
            return;
        }
        if (content.isEmpty()) {
            if (!exchange.responseBody().isEmpty()) {
                faults.add("the contract has no body here");
            }
            return;
        }
        String type = exchange.mediaType();
        JsonNode media = content.path(type);
        if (media.isMissingNode()) {
            faults.add("the contract has no content type '" + type + "' here, only " + names(content));
        } else if (type.endsWith("json")) {
            checkJson(media.path("schema"), exchange.responseBody(), faults);
        }
    }

    private void checkJson(JsonNode schema, String body, List<String> faults) {
        JsonNode value = Schemas.parsed(body);
        if (value == null) {
            faults.add("the body is not JSON");
        } else if (!schema.isMissingNode()) {
            schemas.check(schema, value, "the body ", faults);
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
