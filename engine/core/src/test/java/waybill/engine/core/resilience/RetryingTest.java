package waybill.engine.core.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.engine.core.resilience.Dependency.refusesConnections;
import static waybill.engine.core.resilience.Dependency.says;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a call is made again and when not, in virtual time. */
class RetryingTest {
    private final Dependency inventory = new Dependency(Policy.inventory());

    @Test
    void four_attempts_arrive_at_0_1_3_and_6_seconds() throws Exception {
        Result<Integer> result =
                inventory.then(says(503), says(503), says(500), says(502)).call(Repeat.SAFE);

        assertThat(inventory.arrivals).containsExactly(0.0, 1.0, 3.0, 6.0);
        assertThat(result).isEqualTo(new Result.Answered<>(502));
        assertThat(inventory.retries("server_error")).isEqualTo(3);
    }

    @Test
    void the_first_good_answer_ends_it() throws Exception {
        assertThat(inventory.then(refusesConnections(), says(503), says(201)).call(Repeat.SAFE))
                .isEqualTo(new Result.Answered<>(201));
        assertThat(inventory.arrivals).containsExactly(0.0, 1.0, 3.0);
        assertThat(inventory.retries("unreachable")).isEqualTo(1);
        assertThat(inventory.retries("server_error")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 301, 400, 402, 404, 408, 409, 422, 501, 505})
    void what_is_final_is_not_asked_again(int status) throws Exception {
        assertThat(inventory.then(says(status)).call(Repeat.SAFE)).isEqualTo(new Result.Answered<>(status));
        assertThat(inventory.arrivals).containsExactly(0.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504, 507, 599})
    void what_may_pass_is_asked_again(int status) throws Exception {
        assertThat(inventory.then(says(status)).call(Repeat.SAFE)).isEqualTo(new Result.Answered<>(200));
        assertThat(inventory.arrivals).containsExactly(0.0, 1.0);
    }

    @Test
    void what_must_not_be_repeated_is_sent_once_whatever_happens() throws Exception {
        inventory.then(says(503)).call(Repeat.NEVER);
        inventory.then(refusesConnections()).call(Repeat.NEVER);
        assertThat(inventory.arrivals).containsExactly(0.0, 0.0);
    }

    @Test
    void what_may_have_been_done_is_repeated_only_where_that_is_safe() throws Exception {
        Dependency.Step breaks = _ -> {
            throw new IOException("connection reset");
        };
        assertThat(inventory.then(breaks).call(Repeat.IF_NOT_DONE)).isInstanceOf(Result.Ambiguous.class);
        assertThat(inventory.arrivals).containsExactly(0.0);
        assertThat(inventory.then(refusesConnections(), breaks).call(Repeat.IF_NOT_DONE))
                .isInstanceOf(Result.Ambiguous.class);
        assertThat(inventory.arrivals).containsExactly(0.0, 0.0, 1.0);
        assertThat(inventory.then(breaks).call(Repeat.SAFE)).isEqualTo(new Result.Answered<>(200));
    }

    @Test
    void a_longer_retry_after_is_obeyed_and_a_shorter_one_is_not() throws Exception {
        inventory
                .then(says(503, Duration.ofSeconds(4)), says(429, Duration.ofSeconds(1)))
                .call(Repeat.SAFE);
        assertThat(inventory.arrivals).containsExactly(0.0, 4.0, 6.0);
        assertThat(inventory.retries("too_many_requests")).isEqualTo(1);
    }

    @Test
    void a_retry_after_beyond_the_deadline_ends_it_at_once() throws Exception {
        assertThat(inventory.then(says(503, Duration.ofSeconds(10))).call(Repeat.SAFE))
                .isEqualTo(new Result.Answered<>(503));
        assertThat(inventory.pace.pauses()).isEmpty();
    }

    @Test
    void attempts_are_cut_at_3_seconds_and_the_last_at_the_deadline() throws Exception {
        Result<Integer> result = inventory.always(inventory.hangs(), 9).call(Repeat.SAFE);

        assertThat(inventory.arrivals).containsExactly(0.0, 4.0, 9.0);
        assertThat(inventory.timeouts).containsExactly(3.0, 3.0, 1.0);
        assertThat(inventory.pace.seconds()).isEqualTo(10.0);
        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Ambiguous.class, it -> assertThat(it.trouble()).isEqualTo(Trouble.TIMEOUT));
    }

    @Test
    void attempts_to_payment_and_gateway_are_cut_at_5_seconds() throws Exception {
        for (Policy policy : List.of(Policy.payment(), Policy.gateway())) {
            Dependency slow = new Dependency(policy);
            slow.always(slow.hangs(), 9).call(Repeat.SAFE);
            assertThat(slow.timeouts).containsExactly(5.0, 4.0);
            assertThat(slow.arrivals).containsExactly(0.0, 6.0);
        }
    }

    @Test
    void a_caller_in_a_hurry_sets_a_shorter_deadline_but_no_longer_one() throws Exception {
        inventory.always(inventory.hangs(), 9);
        inventory.guarded.call(Repeat.SAFE, Duration.ofSeconds(2), inventory::attempt);
        assertThat(inventory.timeouts).containsExactly(2.0);
        Dependency other = new Dependency(Policy.inventory());
        other.always(other.hangs(), 9);
        other.guarded.call(Repeat.SAFE, Duration.ofSeconds(60), other::attempt);
        assertThat(other.pace.seconds()).isEqualTo(10.0);
    }

    @Test
    void without_time_nothing_is_sent() throws Exception {
        assertThat(inventory.guarded.call(Repeat.SAFE, Duration.ZERO, inventory::attempt))
                .isEqualTo(new Result.TooLate<Integer>());
        assertThat(inventory.arrivals).isEmpty();
    }

    @Test
    void what_was_never_connected_is_provably_not_sent_and_what_was_perhaps_sent_stays_so() throws Exception {
        assertThat(inventory.always(refusesConnections(), 4).call(Repeat.SAFE)).isInstanceOf(Result.NotSent.class);
        Dependency other = new Dependency(Policy.inventory());
        other.then(other.hangs()).always(refusesConnections(), 3);
        assertThat(other.call(Repeat.SAFE)).isInstanceOf(Result.Ambiguous.class);
        Dependency third = new Dependency(Policy.inventory());
        assertThat(third.then(says(503)).always(refusesConnections(), 3).call(Repeat.SAFE))
                .isEqualTo(new Result.Answered<>(503));
    }

    @Test
    void an_open_breaker_ends_the_retries_and_the_answer_before_it_counts() throws Exception {
        inventory.hear(500, 500, 500, 500);
        assertThat(inventory.then(says(500)).call(Repeat.SAFE)).isEqualTo(new Result.Answered<>(500));
        assertThat(inventory.arrivals).hasSize(5);
        assertThat(inventory.pace.pauses()).containsExactly(Duration.ofSeconds(1));
        assertThat(inventory.retries("server_error")).isZero();
    }

    @Test
    void exponential_waits_are_1_2_and_4_seconds_give_or_take_a_quarter() {
        Retries retries = Retries.exponential();
        assertThat(List.of(0, 1, 2)).allSatisfy(retry -> {
            assertThat(retries.waitBefore(retry, () -> 0.5)).contains(Duration.ofSeconds(1L << retry));
            assertThat(retries.waitBefore(retry, () -> 0.0)).contains(Duration.ofMillis(750L << retry));
            assertThat(retries.waitBefore(retry, () -> 1.0)).contains(Duration.ofMillis(1250L << retry));
        });
        assertThat(retries.waitBefore(3, () -> 0.5)).isEmpty();
    }

    @Test
    void a_defect_is_passed_on_and_nobody_is_blamed_for_it() throws Exception {
        assertThatThrownBy(() -> inventory.guarded.call(Repeat.SAFE, _ -> {
                    throw new IllegalStateException("ours");
                }))
                .hasMessage("ours");
        assertThat(inventory.meters.get("bulkhead.calls").gauge().value()).isZero();
    }

    @Test
    void every_reason_is_counted_from_the_start() {
        for (Trouble reason : Trouble.values()) {
            assertThat(inventory.retries(reason.label())).isZero();
        }
        assertThat(inventory.state()).isZero();
    }

    @Test
    void only_the_exception_itself_proves_that_nothing_was_sent() {
        assertThat(Trouble.of(new ConnectException())).isEqualTo(Trouble.UNREACHABLE);
        assertThat(Trouble.of(new NotReached("full", new IllegalStateException())))
                .isEqualTo(Trouble.UNREACHABLE);
        assertThat(Trouble.of(new IOException(new ConnectException()))).isEqualTo(Trouble.LOST);
    }
}
