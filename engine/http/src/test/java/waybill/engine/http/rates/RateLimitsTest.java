package waybill.engine.http.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import waybill.engine.core.rates.SharedBuckets;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Handler;
import waybill.engine.http.Incoming;
import waybill.engine.http.Problem;
import waybill.engine.http.ProblemException;
import waybill.engine.http.Route;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Caller;
import waybill.engine.http.headers.Trace;

/** Buckets of two tokens that fill up with one a second, by a clock that only the test moves. */
class RateLimitsTest {
    private static final int CALLERS_MAX = 50;

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger handled = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RateLimits limits = new RateLimits(new Rate(1, 2), new Elsewhere(), CALLERS_MAX, now::get, meters);

    /** Buckets that all replicas share; empty as long as nobody knows. */
    private final Map<String, Duration> shared = new ConcurrentHashMap<>();

    private final class Elsewhere implements SharedBuckets {
        @Override
        public Optional<Duration> take(String caller, Size size) {
            assertThat(size).isEqualTo(new Size(2, 1));
            return missing(caller, size);
        }

        @Override
        public Optional<Duration> missing(String caller, Size size) {
            return Optional.ofNullable(shared.get(caller));
        }

        @Override
        public void close() {}
    }

    private Route route(Route.Door door, Access access) {
        return new Route("GET", "/any", "any", Set.of(), door, access, call -> {
            handled.incrementAndGet();
            return Answer.empty(204);
        });
    }

    private Call from(String peer) {
        return new Call(new Incoming(
                route(Route.Door.API, Access.everybody()),
                "/any",
                Map.of(),
                Map.of(),
                _ -> null,
                Incoming.RawBody.NONE,
                peer,
                Trace.of(null, "r-1")));
    }

    private Call by(String caller) {
        return from("10.0.0.1").by(new Caller(caller, Set.of(), null));
    }

    private @Nullable Problem ask(Call call) throws Exception {
        Route route = route(Route.Door.API, Access.everybody());
        return limits.around(route, route.handler()).answer(call).problem();
    }

    private void assertRefused(Call call, int retryAfter) throws Exception {
        Problem problem = Objects.requireNonNull(ask(call), "it was answered");
        assertThat(problem.slug()).isEqualTo("rate-limited");
        assertThat(problem.members()).containsEntry(Problem.RETRY_AFTER, retryAfter);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void a_burst_is_answered_and_then_as_many_a_second_as_are_allowed() throws Exception {
        assertThat(ask(by("ada"))).isNull();
        assertThat(ask(by("ada"))).isNull();
        assertRefused(by("ada"), 1);
        pass(Duration.ofMillis(999));
        assertRefused(by("ada"), 1);
        pass(Duration.ofMillis(1));
        assertThat(ask(by("ada"))).isNull();
        assertRefused(by("ada"), 1);
        pass(Duration.ofHours(1));
        assertThat(ask(by("ada"))).isNull();
        assertThat(ask(by("ada"))).isNull();
        assertRefused(by("ada"), 1);
        assertThat(handled).hasValue(5);
        assertThat(meters.get("rate.limited").tag("what", "request").counter().count())
                .isEqualTo(4);
    }

    @Test
    void callers_cost_each_other_nothing_and_who_has_no_name_is_known_by_its_address() throws Exception {
        for (Call call : new Call[] {by("ada"), by("bob"), from("10.0.0.1"), from("10.0.0.2"), by(" 10.0.0.3")}) {
            assertThat(ask(call)).isNull();
            assertThat(ask(call)).isNull();
            assertRefused(call, 1);
        }
    }

    @Test
    void pages_and_what_is_signed_are_not_limited() {
        for (Route free :
                new Route[] {route(Route.Door.ALWAYS_OPEN, Access.everybody()), route(Route.Door.API, Access.signed())
                }) {
            Handler handler = limits.around(free, free.handler());
            assertThat(handler).isSameAs(free.handler());
        }
    }

    @Test
    void who_fails_too_often_is_not_even_looked_at_for_a_while() throws Exception {
        Call guessing = from("10.0.0.9");
        for (int i = 0; i < 2; i++) {
            limits.mayTry(guessing);
            limits.failed(guessing);
        }
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> limits.mayTry(guessing))
                .matches(refused -> refused.problem().slug().equals("rate-limited"));
        limits.mayTry(from("10.0.0.8"));
        assertThat(ask(guessing)).as("requests have buckets of their own").isNull();
        pass(Duration.ofSeconds(1));
        limits.mayTry(guessing);
        assertThat(meters.get("rate.limited").tag("what", "attempt").counter().count())
                .isEqualTo(1);
    }

    @Test
    void many_callers_take_a_bounded_room_and_idle_ones_none() throws Exception {
        for (int i = 0; i < 10 * CALLERS_MAX; i++) {
            assertThat(ask(by("caller" + i))).isNull();
        }
        assertThat(meters.get("rate.limit.callers").gauge().value()).isBetween(1.0, (double) CALLERS_MAX);
        pass(Duration.ofSeconds(4));
        assertThat(meters.get("rate.limit.callers").gauge().value()).isZero();
    }

    @Test
    void what_is_known_of_all_replicas_counts_and_ours_as_long_as_nothing_is() throws Exception {
        shared.put("request ada", Duration.ofMillis(1_200));
        assertRefused(by("ada"), 2);
        shared.put("request ada", Duration.ZERO);
        for (int i = 0; i < 10; i++) {
            assertThat(ask(by("ada"))).isNull();
        }
        shared.clear();
        assertThat(ask(by("ada"))).isNull();
        assertThat(ask(by("ada"))).isNull();
        assertRefused(by("ada"), 1);

        shared.put("attempt 10.0.0.9", Duration.ofSeconds(1));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> limits.mayTry(from("10.0.0.9")));
    }
}
