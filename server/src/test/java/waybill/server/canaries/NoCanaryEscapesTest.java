package waybill.server.canaries;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import waybill.contracts.ContractFiles;
import waybill.engine.http.access.Scope;
import waybill.server.Main;
import waybill.server.Waybill;
import waybill.server.observation.LogLines;
import waybill.server.settings.Role;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Eventually;

/**
 * Puts a canary into everything that the contract lets a client send, in good and bad requests, and into every secret
 * that can be set; then looks for all of them in every log, in the metrics, and in what others are told. A member that
 * the contract gains is one more canary by itself.
 */
@Timeout(300)
class NoCanaryEscapesTest {
    private static final String MASTER_KEY = "enFjYW5hcnktdGhlLW1hc3Rlci1rZXktenFjYW5hcnk=";

    @TempDir
    private Path directory;

    private final Canaries canaries = new Canaries();
    private final JsonNode contract = contract();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PrintStream terminal = System.err;
    private String order = "ord_01kantm5x9f3sb2q7h6m0r4d8e";
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    /** An API key that opens the doors; empty if there is none. */
    private String key = "";

    /** How the process is set up. */
    enum World {
        /** All goes well. */
        ORDINARY,
        /** The provider cannot be reached and every second request fails on purpose. */
        BROKEN,
        /** Nobody is let in, and who guesses is turned away. */
        LOCKED,
        /** Whoever shows the key may do everything. */
        ADMITTED
    }

    private static Settings settings(World world) {
        Map<String, String> all = new HashMap<>(
                switch (world) {
                    case ORDINARY -> Map.of();
                    case BROKEN ->
                        Map.of(
                                "WAYBILL_PAYMENT_GATEWAY", "stripe",
                                "WAYBILL_PAYMENT_STRIPE_SECRET_KEY", "sk_test_zqcanary900001q",
                                "WAYBILL_PAYMENT_STRIPE_WEBHOOK_SECRET", "whsec_zqcanary900002q",
                                "WAYBILL_PAYMENT_STRIPE_BASE_URL", "http://127.0.0.1:1",
                                "CHAOS_MODE", "true",
                                "WAYBILL_CHAOS_RATE", "0.5");
                    case LOCKED, ADMITTED ->
                        Map.of(
                                "WAYBILL_ACCESS_API_KEYS", "true",
                                "WAYBILL_RATE_LIMIT_PER_SECOND", "1000",
                                "WAYBILL_SERVICES_TOKEN", "zqcanary900003q");
                });
        all.put("WAYBILL_PERSONAL_DATA_MASTER_KEY", MASTER_KEY);
        return Settings.read(null, all);
    }

    private static JsonNode contract() {
        try {
            return new YAMLMapper().readTree(ContractFiles.openApi());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @AfterEach
    void restore() {
        System.setErr(terminal);
        http.close();
    }

    @ParameterizedTest
    @EnumSource
    void no_secret_and_nothing_personal_is_ever_logged(World world) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        System.setErr(new PrintStream(complaints, true, StandardCharsets.UTF_8));
        Path data = directory.resolve("data");
        try (Waybill waybill = Waybill.start(new Waybill.Plan(Role.all(), "127.0.0.1", 0, data, settings(world)))) {
            logger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
            logger("waybill").setLevel(Level.DEBUG);
            if (world == World.ADMITTED) {
                key = keyOf(data);
                Eventually.holds(() -> assertThat(send(waybill.address(), "get", "/orders", "look", ""))
                        .contains("\"data\""));
            }
            order(waybill.address(), world);
            contract.path("paths")
                    .properties()
                    .forEach(path -> path.getValue().properties().stream()
                            .filter(operation ->
                                    Set.of("get", "post", "put", "delete").contains(operation.getKey()))
                            .forEach(operation ->
                                    ask(waybill.address(), path.getKey(), operation.getKey(), operation.getValue())));
            String metrics = text(waybill.address(), "/metrics");
            assertThat(Canaries.in(metrics)).isEmpty();
            assertThat(metrics).doesNotContain(secret());
        }
        assertThat(canaries.count()).isGreaterThan(1_000);
        assertNoneIn(logs(data) + complaints.toString(StandardCharsets.UTF_8), data);
    }

    /** An order that is taken and paid, with a canary in everything that is personal. */
    private void order(URI base, World world) {
        send(base, "post", "/inventory/receive", "stock", "{\"productId\":\"MUG\",\"quantity\":1000}");
        JsonNode schema = contract.at("/paths/~1orders/post/requestBody/content/application~1json/schema");
        ObjectNode body = (ObjectNode) new Bodies(contract, canaries, true).of(schema, "order");
        body.remove("expectedTotal");
        ((ObjectNode) body.path("items").path(0)).put("productId", "MUG");
        ((ObjectNode) body.path("payment")).put("token", "tok_ok");
        String answer = send(base, "post", "/orders", "order", body.toString());
        if (world == World.ORDINARY || world == World.ADMITTED) {
            assertThat(answer).contains("\"id\":\"ord_");
            order = answer.replaceFirst("(?s).*?\"id\":\"(ord_[0-9a-z]+)\".*", "$1");
        }
    }

    /** A new key that may do everything. */
    private static String keyOf(Path data) {
        PrintStream console = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            String scopes = Stream.of(Scope.values()).map(Scope::label).collect(Collectors.joining(","));
            Main.commandLine()
                    .execute("apikey", "create", "--name=all", "--scopes=" + scopes, "--data=" + data.toAbsolutePath());
        } finally {
            System.setOut(console);
        }
        return said.toString(StandardCharsets.UTF_8).lines().toList().getLast();
    }

    /** What nobody but the holder of the key may know; its other half is its name. */
    private String secret() {
        return key.isEmpty() ? MASTER_KEY : key.substring(key.indexOf('_', "wbk_".length()) + 1);
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    private void assertNoneIn(String logs, Path data) throws IOException {
        assertThat(LogLines.in(data.resolve("log").resolve("waybill.log"))).hasSizeGreaterThan(2);
        assertThat(logs).as("the search finds what is there").contains("Waybill is ready at");
        assertThat(canaries.escapedInto(logs)).isEmpty();
        assertThat(logs).doesNotContain(MASTER_KEY, secret());
        Path passwords = data.resolve("postgres").resolve("passwords");
        assertThat(Files.exists(passwords)).isTrue();
        for (String line : words(passwords)) {
            assertThat(logs).doesNotContain(line);
        }
    }

    /** What is long enough to be a password, in a file or in the files of a directory. */
    private static List<String> words(Path place) throws IOException {
        List<String> words = new ArrayList<>();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Stream.of(Files.readString(file).split("[\\s=:]+"))
                        .filter(word -> word.length() >= 16 && !word.startsWith("waybill"))
                        .forEach(words::add);
            }
        }
        assertThat(words).isNotEmpty();
        return words;
    }

    private static String logs(Path data) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path place : List.of(data.resolve("log"), data.resolve("postgres").resolve("log"))) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return all.toString();
    }

    /** One operation, asked for in every way we can think of. */
    private void ask(URI base, String path, String method, JsonNode operation) {
        String name = operation.path("operationId").asText();
        JsonNode schema = operation.path("requestBody").at("/content/application~1json/schema");
        List<String> bodies = new ArrayList<>(List.of(""));
        if (!schema.isMissingNode()) {
            String whole = new Bodies(contract, canaries, true).of(schema, name).toString();
            bodies.add(whole);
            bodies.add(new Bodies(contract, canaries, false).of(schema, name).toString());
            bodies.add(whole.substring(0, whole.length() - 1));
            bodies.add(whole.replace("\"zqcanary", "\"\\r\\nzqcanary"));
            bodies.add(whole.replaceAll(":1([,}])", ":\"" + canaries.at(name + " (wrong type)") + "\"$1"));
            bodies.add("{\"" + canaries.at(name + " (no such member)") + "\":\"" + canaries.at(name + " (its value)")
                    + "\"}");
            bodies.add(canaries.at(name + " (no JSON)") + "\u0000\ud800");
            cutOff(base, method, path, whole);
        }
        for (String body : bodies) {
            send(base, method, filled(path, false), name, body);
            send(base, method, filled(path, true) + query(operation, name), name, body);
        }
    }

    private String filled(String path, boolean wild) {
        return path.replaceAll(
                "\\{[^}]+}",
                wild
                        ? "%0D%0A" + canaries.at(path + " (path)")
                        : path.startsWith("/payments") ? "pay_01kantm5x9f3sb2q7h6m0r4d8e" : order);
    }

    private String query(JsonNode operation, String name) {
        StringBuilder query = new StringBuilder("?" + canaries.at(name + " (no such parameter)") + "=1");
        operation.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals("query")) {
                String key = parameter.path("name").asText();
                query.append('&').append(key).append('=').append(canaries.at(name + " ?" + key));
            }
        });
        return query.toString();
    }

    private String send(URI base, String method, String target, String name, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(target))
                .method(method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.ofString(body));
        StringBuilder mine = new StringBuilder(target).append(body);
        Map<String, String> headers = headers(name);
        if (!body.isEmpty()) {
            headers.put("Content-Type", contentType(name, body));
        }
        headers.forEach((header, value) -> {
            request.header(header, value);
            mine.append(value);
        });
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.headers().firstValue("Content-Type").orElse("").contains("problem")) {
                assertThat(Canaries.in(mine.toString())).as("of others").containsAll(Canaries.in(answer.body()));
            }
            return answer.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private Map<String, String> headers(String name) {
        return new HashMap<>(Map.of(
                "Authorization",
                "Bearer " + (key.isEmpty() ? "wbk_" + canaries.at(name + " Authorization") : key),
                "Idempotency-Key",
                canaries.at(name + " Idempotency-Key"),
                "Cookie",
                "session=" + canaries.at(name + " Cookie"),
                "If-None-Match",
                canaries.at(name + " If-None-Match"),
                "Stripe-Signature",
                "t=1,v1=" + canaries.at(name + " Stripe-Signature"),
                "User-Agent",
                canaries.at(name + " User-Agent"),
                "X-Forwarded-For",
                canaries.at(name + " X-Forwarded-For"),
                "Prefer",
                (name.equals("order") ? "wait=10, " : "wait=0, ") + canaries.at(name + " Prefer")));
    }

    /** Sometimes a type that nobody knows. */
    private String contentType(String name, String body) {
        return Set.of("order", "stock").contains(name) || body.hashCode() % 5 != 0
                ? "application/json"
                : canaries.at(name + " type");
    }

    /** Leaves in the middle of the body. */
    private static void cutOff(URI base, String method, String path, String body) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            String head = method.toUpperCase(Locale.ROOT) + " "
                    + path.replace("{", "").replace("}", "")
                    + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String text(URI base, String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
