package waybill.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.auditor.Check;
import waybill.auditor.Finding;
import waybill.auditor.Report;
import waybill.engine.postgres.DatabaseAddress;
import waybill.server.Basket;
import waybill.testkit.engine.Crowd;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient.Reply;

/**
 * The auditor says nothing about a shop in which everything lawful has happened, and goes on happening; and finds each
 * of the damages that a superuser does to its databases, says which law it breaks, on what, and what to do.
 */
class AuditedShopTest {
    private static final Pattern STORY = Pattern.compile("\\{([a-z ]+)(:payment|:transaction)?}");

    private static final LivelyShop LIVELY = new LivelyShop();
    private static final List<Report> WHILE_IT_RAN = new ArrayList<>();
    private static final Map<String, Spare> SPARES = new HashMap<>();
    private static Map<String, DatabaseAddress> databases = Map.of();
    private static JsonNode reconciliation = MissingNode.getInstance();
    private static String metrics = "";
    private static @Nullable Reply whole;

    @BeforeAll
    static void a_shop_lives_is_audited_and_closes() {
        LIVELY.live();
        databases = LIVELY.databases();
        Crowd.of(4, buyer -> {
            for (int i = 0; i < 15; i++) {
                if (buyer == 0) {
                    WHILE_IT_RAN.add(LivelyShop.audit(databases, Duration.ofMillis(500)));
                } else {
                    LIVELY.shop().place(Basket.of(LivelyShop.MUG, 1));
                }
            }
        });
        Eventually.holds(() -> {
            JsonNode now = LIVELY.shop().get("/reconciliation").json();
            assertThat(now.get("state").asText()).isEqualTo("CURRENT");
            assertThat(now.get("behind").asLong()).isZero();
            assertThat(now.get("moving").asLong()).isZero();
        });
        reconciliation = LIVELY.shop().get("/reconciliation").json();
        whole = LIVELY.shop().get("/reconciliation?full=true", "Prefer", "wait=30");
        metrics = LIVELY.shop().bare("GET", "/metrics").body();
        LIVELY.close();
        databases.forEach((name, address) -> SPARES.put(name.substring("waybill_".length()), new Spare(address)));
    }

    @AfterAll
    static void nothing_is_left_damaged() {
        SPARES.values().forEach(Spare::restore);
    }

    @Test
    void a_shop_in_which_everything_lawful_has_happened_is_clean() {
        Report report = LivelyShop.audit(databases, Duration.ZERO);

        assertThat(report.findings()).isEmpty();
        assertThat(report.blocked()).isEmpty();
        assertThat(report.moving()).isZero();
        assertThat(report.counted())
                .hasSize(11)
                .allSatisfy((check, counted) ->
                        assertThat(counted).as(check + " looked at").isPositive());
    }

    @Test
    void a_shop_that_goes_on_is_clean_too() {
        assertThat(WHILE_IT_RAN)
                .hasSize(15)
                .allSatisfy(report -> assertThat(report.findings()).isEmpty());
        assertThat(WHILE_IT_RAN.getLast().events()).isPositive();
    }

    @Test
    void a_running_shop_tells_what_its_own_auditor_knows() {
        assertThat(reconciliation.get("findings")).isEmpty();
        assertThat(reconciliation.get("checks")).hasSize(11);
        assertThat(reconciliation.at("/checks/4/check").asText()).isEqualTo("I5");
        assertThat(reconciliation.at("/checks/4/counted").asLong()).isGreaterThan(40);
        Reply told = Objects.requireNonNull(whole);
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.json().get("state").asText()).isEqualTo("COMPLETE");
        assertThat(told.json().get("findings")).isEmpty();
        for (Check check : Check.values()) {
            assertThat(metrics).contains("consistency_violations{check=\"" + check + "\"} 0.0");
        }
        assertThat(metrics).contains("audit_lag_events 0.0").containsPattern("audit_finished_timestamp_seconds [1-9]");
    }

    static Stream<Damage> damages() {
        return Damages.all();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void whatever_is_damaged_is_found_and_said_what_to_do_about(Damage damage) {
        Spare spare = Objects.requireNonNull(SPARES.get(damage.service()));
        // What is told of one service's books may be damaged in another's.
        assertThat(spare.run(filled(damage.sql()))).as("damaged rows").isNotNegative();
        try {
            Report report = LivelyShop.audit(databases, Duration.ZERO);
            String subject = filled(damage.subject());
            assertThat(report.findings()).as(damage.toString()).anySatisfy(finding -> {
                assertThat(finding.check()).isEqualTo(damage.check());
                assertThat(finding.subject()).startsWith(subject);
                assertThat(finding.advice()).contains(filled(damage.advice()));
                assertThat(finding.what()).endsWith(".");
            });
        } finally {
            spare.restore();
        }
    }

    /** Names become orders, their payments, and the keys of these. */
    private static String filled(String text) {
        Matcher names = STORY.matcher(text);
        return names.replaceAll(name -> {
            String order = LIVELY.order(name.group(1));
            if (name.group(2) == null) {
                return order;
            }
            String member = name.group(2).substring(1);
            return Objects.requireNonNull(SPARES.get("payment"))
                    .text("SELECT convert_from(data, 'UTF8')::jsonb ->> '%s' FROM events WHERE stream = 'payments-%s'"
                                    .formatted(member, order)
                            + " AND version = 1");
        });
    }

    @Test
    void an_order_that_waits_for_a_person_is_told_as_that_and_as_nothing_else() {
        Spare orders = Objects.requireNonNull(SPARES.get("order"));
        String order = LIVELY.order("shipped");
        orders.run("INSERT INTO parked_news (source, shard, position, subject, type, error, at)"
                + " VALUES ('payment', 0, 1, '" + order + "', 'payment.captured.v9', 'cannot read', now())");
        Objects.requireNonNull(SPARES.get("payment"))
                .run(Damage.retype("payments-" + order, "payment.captured.v1", "payment.check-requested.v1"));
        try {
            Report report = LivelyShop.audit(databases, Duration.ZERO);
            assertThat(report.findings()).extracting(Finding::subject).doesNotContain(order);
            assertThat(report.blocked()).singleElement().satisfies(blocked -> {
                assertThat(blocked.order()).isEqualTo(order);
                assertThat(blocked.why()).contains("/parked-events/order-payment-0-1/retry");
            });
        } finally {
            orders.run("DELETE FROM parked_news");
            SPARES.values().forEach(Spare::restore);
        }
    }
}
