package waybill.testkit.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * Holds exchanges against the contract. A route, status, media type, header or member that the contract does not
 * describe is a fault, and so is a request that was accepted although the contract does not admit it.
 */
public final class OpenApiChecks {
    private static final Path STANDARD = Path.of("contracts/src/main/resources/waybill/contracts/openapi.yaml");
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final List<ContractOperation> operations;
    private final RequestChecks requests;
    private final ResponseChecks responses;

    private OpenApiChecks(JsonNode contract) {
        this.operations = operations(contract);
        this.requests = new RequestChecks(contract);
        this.responses = new ResponseChecks(contract);
    }

    /** The contract of this repository, found from the working directory upwards. */
    public static OpenApiChecks standard() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(STANDARD))) {
                return of(at.resolve(STANDARD));
            }
        }
        throw new IllegalStateException("no directory above this one holds " + STANDARD);
    }

    /** The contract in this file. */
    public static OpenApiChecks of(Path file) {
        try {
            return of(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** This contract, in YAML or JSON. */
    public static OpenApiChecks of(String contract) {
        try {
            return new OpenApiChecks(YAML.readTree(contract));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /**
     * Holds one exchange against the contract.
     *
     * @throws AssertionError with every way in which it differs
     */
    public void check(Exchange exchange) {
        List<String> faults = new ArrayList<>();
        ContractOperation operation = operationOf(exchange, faults);
        if (operation != null) {
            if (exchange.status() < 400) {
                requests.check(operation, exchange, faults);
            }
            responses.check(operation, exchange, faults);
        }
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    "not as the contract says:\n- " + String.join("\n- ", faults) + "\nin " + exchange);
        }
    }

    /** The names of all operations that may change something. */
    public List<String> operationsThatWrite() {
        return operations.stream()
                .filter(operation -> !operation.method().equals("get"))
                .map(operation -> operation.node().path("operationId").asText())
                .toList();
    }

    /**
     * Holds an answer that is a problem against the contract's schema of that problem, whatever was asked.
     *
     * @throws AssertionError if it is none, or one that the contract does not describe
     */
    public void checkProblem(Exchange exchange) {
        List<String> faults = new ArrayList<>();
        responses.checkProblem(exchange, faults);
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    "not a problem of the contract:\n- " + String.join("\n- ", faults) + "\nin " + exchange);
        }
    }

    /** Whether the contract has this operation. */
    public boolean knows(Exchange exchange) {
        return operationOf(exchange, new ArrayList<>()) != null;
    }

    /** The operation; for a method the path does not have, any other of the path, which says what 405 looks like. */
    private @Nullable ContractOperation operationOf(Exchange exchange, List<String> faults) {
        List<ContractOperation> ofPath = operations.stream()
                .filter(operation -> operation.match(exchange.path()).matches())
                .sorted(Comparator.comparingLong(ContractOperation::parameters))
                .toList();
        String method = exchange.method().toLowerCase(Locale.ROOT);
        for (ContractOperation operation : ofPath) {
            if (operation.method().equals(method)) {
                return operation;
            }
        }
        if (!ofPath.isEmpty() && exchange.status() == 405) {
            return ofPath.getFirst();
        }
        faults.add("the contract has no " + exchange.method() + " " + exchange.path());
        return null;
    }

    private static List<ContractOperation> operations(JsonNode contract) {
        List<ContractOperation> operations = new ArrayList<>();
        contract.path("paths").properties().forEach(path -> {
            for (String method : METHODS) {
                if (path.getValue().has(method)) {
                    operations.add(new ContractOperation(
                            method, path.getKey(), path.getValue().get(method), path.getValue()));
                }
            }
        });
        return operations;
    }

    /** What a path parameter has as its value; empty if the path is another one. */
    static String valueIn(ContractOperation operation, String path, String parameter) {
        Matcher matcher = operation.match(path);
        return matcher.matches() ? matcher.group(ContractOperation.groupOf(parameter)) : "";
    }
}
