package waybill.server.writes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.engine.http.Route;
import waybill.engine.http.access.Caller;
import waybill.server.RunningShop;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Crowd;
import waybill.testkit.http.ApiClient.Reply;
import waybill.testkit.http.OpenApiChecks;

/** Ruling 7 (PRODUCT.md §3), for every operation that writes: one key, one effect, one answer. */
class EveryWriteTest {
    private static final int CROWD = 50;

    private static final List<Route> ROUTES = new ArrayList<>();

    /** Whoever shows a name is called by it. */
    @AutoClose
    private static final RunningShop SHOP = new RunningShop(Settings.usual().withTestMode(), _ -> (route, handler) -> {
        ROUTES.add(route);
        return call -> {
            String name = call.header("Authorization");
            return handler.answer(name == null ? call : call.by(new Caller(name, Caller.ANYBODY.scopes(), null)));
        };
    });

    private static final List<WriteRow> ROWS = Stream.of(new OrderWrites(SHOP).rows(), new OtherWrites(SHOP).rows())
            .flatMap(List::stream)
            .toList();

    /** Signed by Stripe, sent again by Stripe, and believed in nothing: it takes no key (see its class). */
    private static final Set<String> WITHOUT_KEYS = Set.of("receiveStripeWebhook");

    static List<WriteRow> rows() {
        return ROWS;
    }

    @Test
    void every_operation_that_writes_is_tried_here() {
        Set<String> tried = new TreeSet<>(ROWS.stream().map(WriteRow::operation).toList());
        assertThat(ROUTES.stream()
                        .filter(route -> !route.method().equals("GET"))
                        .map(Route::operation))
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(tried.contains(operation) || WITHOUT_KEYS.contains(operation))
                        .as(operation)
                        .isTrue());
        tried.addAll(WITHOUT_KEYS);
        assertThat(tried).isEqualTo(new TreeSet<>(OpenApiChecks.standard().operationsThatWrite()));
    }

    private static void assertReplayed(Reply again, Reply first) {
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    private static Reply obeyed(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isIn(200, 201);
        assertThat(reply.header("Idempotent-Replayed")).isNull();
        return reply;
    }

    private static void assertReused(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.json().get("code").asText()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    /** The request is obeyed under a new key, which is returned. */
    private static String done(Trial trial) {
        String key = SHOP.newKey();
        obeyed(trial.ask().under(SHOP, key));
        return key;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void a_repeat_gets_the_first_answer_again_however_it_is_written(WriteRow row) {
        Trial trial = row.fresh().get();
        String key = SHOP.newKey();
        Reply first = obeyed(trial.ask().under(SHOP, key));
        assertThat(trial.effects().getAsLong()).isEqualTo(row.effects());

        assertReplayed(trial.ask().under(SHOP, key), first);
        assertReplayed(trial.ask().saying(Rewritten.of(trial.ask().body())).under(SHOP, "\"" + key + "\""), first);
        assertThat(trial.effects().getAsLong()).isEqualTo(row.effects());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void another_request_under_the_key_is_refused(WriteRow row) {
        Trial trial = row.fresh().get();
        String key = done(trial);
        Trial elsewhere = row.fresh().get();
        assertReused(elsewhere.ask().under(SHOP, key));
        if (trial.other() != null) {
            assertReused(trial.other().apply(1).under(SHOP, key));
        }
        assertThat(trial.effects().getAsLong()).isEqualTo(row.effects());
        assertThat(elsewhere.effects().getAsLong()).isZero();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void fifty_at_once_do_it_once(WriteRow row) {
        Trial trial = row.fresh().get();
        String key = SHOP.newKey();
        Map<Integer, Reply> replies = new ConcurrentHashMap<>();
        Crowd.of(CROWD, number -> replies.put(number, trial.ask().under(SHOP, key)));

        List<Reply> answered = replies.values().stream()
                .filter(reply -> !isInUse(reply))
                .sorted(Comparator.comparing(reply -> reply.header("Idempotent-Replayed") != null))
                .toList();
        Reply first = obeyed(answered.getFirst());
        answered.stream().skip(1).forEach(reply -> assertReplayed(reply, first));
        assertThat(trial.effects().getAsLong()).isEqualTo(row.effects());
        assertReplayed(trial.ask().under(SHOP, key), first);
    }

    private static boolean isInUse(Reply reply) {
        return reply.status() == 409 && reply.json().get("code").asText().equals("IDEMPOTENCY_KEY_IN_USE");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void of_fifty_different_requests_at_once_under_one_key_one_is_obeyed(WriteRow row) {
        Trial trial = row.fresh().get();
        IntFunction<Ask> other = trial.other();
        if (other == null) {
            return;
        }
        String key = SHOP.newKey();
        Map<Integer, Reply> replies = new ConcurrentHashMap<>();
        Crowd.of(CROWD, number -> replies.put(number, other.apply(number + 1).under(SHOP, key)));

        List<Reply> obeyed = new ArrayList<>();
        for (Reply reply : replies.values()) {
            if (reply.status() == 422) {
                assertReused(reply);
            } else if (!isInUse(reply)) {
                obeyed.add(obeyed(reply));
            }
        }
        assertThat(obeyed).hasSize(1);
        assertThat(trial.effects().getAsLong()).isEqualTo(row.effects());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void without_a_key_a_post_is_refused_and_a_put_or_delete_is_not(WriteRow row) {
        Trial trial = row.fresh().get();
        Reply reply = trial.ask().withoutKey(SHOP);
        if (trial.ask().method().equals("POST")) {
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().get("code").asText()).isEqualTo("IDEMPOTENCY_KEY_REQUIRED");
            assertThat(trial.effects().getAsLong()).isZero();
        } else {
            obeyed(reply);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void what_was_not_understood_leaves_the_key_to_the_corrected_request(WriteRow row) {
        Trial trial = row.fresh().get();
        String key = SHOP.newKey();
        assertThat(unsound(trial.ask()).under(SHOP, key).status()).isEqualTo(400);
        assertThat(trial.effects().getAsLong()).isZero();
        obeyed(trial.ask().under(SHOP, key));
        assertThat(trial.effects().getAsLong()).isEqualTo(row.effects());
    }

    private static Ask unsound(Ask ask) {
        if (ask.body().isEmpty()) {
            return ask.to(ask.target() + (ask.target().contains("?") ? "&" : "?") + "unheard=of");
        }
        String end = ask.body().equals("{}") ? "\"unheard\":\"of\"}" : ",\"unheard\":\"of\"}";
        return ask.saying(ask.body().substring(0, ask.body().length() - 1) + end);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void the_key_of_another_caller_is_another_key(WriteRow row) {
        Trial mine = row.fresh().get();
        String key = SHOP.newKey();
        Reply first = obeyed(mine.ask().under(SHOP, key, "Authorization", "Bearer ada"));
        Trial theirs = row.fresh().get();
        Reply other = obeyed(theirs.ask().under(SHOP, key, "Authorization", "Bearer bob"));
        assertReplayed(mine.ask().under(SHOP, key, "Authorization", "Bearer ada"), first);
        assertReplayed(theirs.ask().under(SHOP, key, "Authorization", "Bearer bob"), other);
        assertThat(theirs.effects().getAsLong()).isEqualTo(row.effects());
    }

    @Test
    void one_key_serves_every_operation_once() {
        String key = SHOP.newKey();
        for (WriteRow row : ROWS) {
            Trial trial = row.fresh().get();
            obeyed(trial.ask().under(SHOP, key));
            assertThat(trial.effects().getAsLong()).as(row.operation()).isEqualTo(row.effects());
        }
    }

    @Test
    void a_key_is_the_same_quoted_and_bare() {
        for (String key : Arrays.asList("a\"b", "back\\slash", "k".repeat(255))) {
            Trial trial = ROWS.getFirst().fresh().get();
            Reply first = obeyed(trial.ask().under(SHOP, key));
            String quoted = "\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            assertReplayed(trial.ask().under(SHOP, quoted), first);
        }
    }
}
