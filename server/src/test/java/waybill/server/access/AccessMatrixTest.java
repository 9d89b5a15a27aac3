package waybill.server.access;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.contracts.ContractFiles;
import waybill.engine.core.access.ApiKey;
import waybill.engine.core.access.KeyText;
import waybill.engine.http.Route;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.server.RunningShop;
import waybill.testkit.http.ApiClient.Reply;

/** Every route that a process serves, asked by every kind of caller: the answers are those of {@code matrix.txt}. */
class AccessMatrixTest {
    private static final AccessMatrix MATRIX = AccessMatrix.read();
    private static final LocalIssuer ISSUER = new LocalIssuer();
    private static final RunningShop SHOP = new RunningShop(ISSUER.trusted(Map.of("WAYBILL_TEST_MODE", "true")));

    /** Serves what a shop with the sandbox does not. */
    private static final RunningShop STRIPE_SHOP = new RunningShop(ISSUER.trusted(Map.of(
            "WAYBILL_PAYMENT_GATEWAY", "stripe",
            "WAYBILL_PAYMENT_STRIPE_SECRET_KEY", "sk_test_nobody",
            "WAYBILL_PAYMENT_STRIPE_WEBHOOK_SECRET", "whsec_nobody",
            "WAYBILL_PAYMENT_STRIPE_BASE_URL", "http://127.0.0.1:9")));

    private static final Map<String, String[]> CALLERS = new LinkedHashMap<>();
    private static final Requests REQUESTS = new Requests();

    @BeforeAll
    static void let_everybody_step_forward() {
        CALLERS.put("nobody", new String[0]);
        CALLERS.put("bad", bearer(LocalIssuer.token(LocalIssuer.rsa("rsa-1"), LocalIssuer.claims())));
        CALLERS.put(
                "expired",
                bearer(LocalIssuer.token(LocalIssuer.claims()
                        .expirationTime(Date.from(Instant.now().minusSeconds(61))))));
        CALLERS.put("audience", bearer(LocalIssuer.token(LocalIssuer.claims().audience("shop"))));
        CALLERS.put("revoked", bearer(key(true)));
        for (Scope scope : Scope.values()) {
            CALLERS.put(
                    scope.label(), bearer(LocalIssuer.token(LocalIssuer.claims().claim("scope", scope.label()))));
        }
        CALLERS.put("all", bearer(LocalIssuer.token(LocalIssuer.EC, LocalIssuer.claims())));
        CALLERS.put("key", bearer(key(false)));
        CALLERS.put("own", bearer(LocalIssuer.customer(Requests.CUSTOMER)));
        CALLERS.put("other", bearer(LocalIssuer.customer("somebody-else")));
        REQUESTS.prepare(SHOP, CALLERS.get("all"));
    }

    @AfterAll
    static void close() {
        STRIPE_SHOP.close();
        SHOP.close();
        ISSUER.close();
    }

    private static String[] bearer(String credentials) {
        return new String[] {"Authorization", "Bearer " + credentials};
    }

    /** A key with every scope, good in both shops unless it is revoked. */
    private static String key(boolean revoked) {
        KeyText text = KeyText.fresh(new SecureRandom());
        Set<String> scopes = Stream.of(Scope.values()).map(Scope::label).collect(toCollection(TreeSet::new));
        Instant now = Instant.now();
        for (RunningShop shop : List.of(SHOP, STRIPE_SHOP)) {
            shop.apiKeys().add(new ApiKey(text.id(), "matrix", scopes, text.digest(), now, null, null));
            if (revoked) {
                shop.apiKeys().revoke(text.id(), now);
            }
        }
        return text.reveal();
    }

    /** Every route that is served anywhere, by its name in the matrix. */
    static Set<String> served() {
        return Stream.of(SHOP, STRIPE_SHOP)
                .flatMap(shop -> shop.routes().stream())
                .map(AccessMatrixTest::name)
                .collect(toCollection(TreeSet::new));
    }

    private static String name(Route route) {
        return route.method() + " " + route.template();
    }

    @Test
    void the_matrix_has_a_row_for_every_route_and_no_other() {
        assertThat(new TreeSet<>(MATRIX.rows().keySet())).isEqualTo(served());
        assertThat(MATRIX.callers()).containsExactlyElementsOf(CALLERS.keySet());
    }

    @ParameterizedTest
    @MethodSource("served")
    void a_route_answers_every_caller_as_the_matrix_says(String route) {
        List<String> statuses = new ArrayList<>();
        CALLERS.forEach((_, headers) ->
                statuses.add(Integer.toString(ask(route, headers).status())));

        assertThat(MATRIX.written(Map.of(route, statuses)))
                .isEqualTo(MATRIX.written(Map.of(route, MATRIX.rows().getOrDefault(route, List.of()))));
    }

    @ParameterizedTest
    @MethodSource("served")
    void a_route_asks_for_the_scope_that_the_contract_names(String route) throws IOException {
        Route served = Stream.of(SHOP, STRIPE_SHOP)
                .flatMap(shop -> shop.routes().stream())
                .filter(one -> name(one).equals(route))
                .findFirst()
                .orElseThrow();
        JsonNode operation = new YAMLMapper()
                .readTree(ContractFiles.openApi())
                .path("paths")
                .path(served.template())
                .path(served.method().toLowerCase(Locale.ROOT));
        Set<String> named = new TreeSet<>();
        operation.path("security").forEach(way -> way.path("token").forEach(scope -> named.add(scope.asText())));

        assertThat(named).isEqualTo(scopes(served.access()));
        assertThat(operation.path("x-customers").asBoolean())
                .isEqualTo(served.access() instanceof Access.Scoped scoped && scoped.customers());
    }

    private static Set<String> scopes(Access access) {
        Stream<Scope> scopes = switch (access) {
            case Access.Scoped scoped -> Stream.of(scoped.scope());
            case Access.ByQuery byQuery -> byQuery.scopes().values().stream();
            case Access.Signed _, Access.Everybody _ -> Stream.of();
        };
        return scopes.map(Scope::label).collect(toCollection(TreeSet::new));
    }

    private static Reply ask(String route, String... headers) {
        boolean here = SHOP.routes().stream().anyMatch(served -> name(served).equals(route));
        return REQUESTS.send(here ? SHOP : STRIPE_SHOP, route, headers);
    }
}
