package waybill.order.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final int MAX = 2;
    private static final int CROWD = 4 * MAX;
    private static final Duration CROWD_TIME = Duration.ofSeconds(1);
    private static final Duration CALM = Duration.ofSeconds(2);

    private final AtomicLong now = new AtomicLong();
    private final Intake intake = new Intake(MAX, now::get);
    private final List<Intake.Pass> inside = new ArrayList<>();
    private int orders;

    @Test
    void a_crowd_that_comes_at_once_is_let_in() {
        assertThat(enterAll(1_000)).isEqualTo(CROWD);
        assertThat(intake.isOpen()).isFalse();
    }

    @Test
    void who_still_asks_counts_as_those_before_found_enough_or_not() {
        enterAll(MAX - 1);
        asks(1);
        pass(CROWD_TIME);
        assertThat(intake.isOpen()).as("full, a crowd may come").isTrue();
        pass(CROWD_TIME);
        assertThat(intake.isOpen()).as("full for a while").isFalse();

        for (int i = 0; i < 1_000; i++) {
            asks(1).getFirst().findsTooLittle();
        }

        assertThat(intake.isOpen()).as("who asks will hardly begin").isTrue();
    }

    @Test
    void so_many_may_ask_and_no_more_whatever_they_will_find() {
        for (int i = 0; i < 1_000; i++) {
            asks(1).getFirst().findsTooLittle();
        }
        List<Intake.Pass> asking = asks(CROWD - 1);
        assertThat(intake.isOpen()).isTrue();
        asking.addAll(asks(1));
        assertThat(intake.isOpen()).isFalse();
        assertThat(intake.enter("one too many")).isNull();

        asking.forEach(Intake.Pass::requestEnds);

        assertThat(intake.isOpen()).isTrue();
    }

    @Test
    void who_comes_while_it_has_been_full_for_a_while_is_sent_away_until_one_has_left() {
        standingQueue();
        inside.removeLast().leave();

        assertThat(intake.isOpen()).isTrue();
        assertThat(enterAll(1_000)).isEqualTo(1);
    }

    @Test
    void a_moment_without_a_queue_is_no_end_of_an_overload() {
        standingQueue();
        for (int i = 0; i < 100; i++) {
            inside.removeLast().leave();
            pass(CALM.minusNanos(1));
            assertThat(enterAll(1_000)).isEqualTo(1);
        }
    }

    @Test
    void the_next_crowd_is_let_in_when_it_has_been_calm() {
        standingQueue();
        inside.removeLast().leave();
        pass(CALM);

        assertThat(enterAll(1_000)).isEqualTo(CROWD - MAX + 1);
    }

    @Test
    void leaving_twice_is_leaving_once() {
        enterAll(3);

        inside.getFirst().leave();
        inside.getFirst().leave();

        assertThat(intake.size()).isEqualTo(2);
    }

    @Test
    void what_follows_an_orders_being_made_lets_it_out_and_nothing_else_does() {
        enterAll(2);

        intake.happened("order-0", 1);
        intake.happened("order-of-before", 5);
        assertThat(intake.size()).isEqualTo(2);

        intake.happened("order-0", 2);
        intake.happened("order-0", 3);
        assertThat(intake.size()).isEqualTo(1);
    }

    @Test
    void an_order_that_was_not_made_leaves_with_its_request_and_another_stays() {
        enterAll(2);
        inside.getFirst().made();

        inside.forEach(Intake.Pass::requestEnds);

        assertThat(intake.size()).isEqualTo(1);
    }

    @Test
    void an_order_that_nobody_hears_of_counts_for_a_second_after_it_was_made() {
        enterAll(MAX);
        pass(Duration.ofSeconds(10));
        assertThat(intake.isOpen()).isTrue();
        assertThat(intake.size())
                .as("what is not made yet is work for the machine")
                .isEqualTo(MAX);

        inside.forEach(Intake.Pass::made);
        pass(Duration.ofSeconds(1));
        intake.isOpen();
        assertThat(intake.size()).isEqualTo(MAX);
        pass(Duration.ofNanos(1));
        intake.isOpen();
        assertThat(intake.size()).isZero();
    }

    @Test
    void remembers_nobody_who_has_left() {
        for (int i = 0; i < 1_000; i++) {
            enterAll(1);
            inside.removeLast().made();
            intake.happened("order-" + i, 2);
            assertThat(intake.isOpen()).isTrue();
        }

        assertThat(intake.remembered()).isZero();
    }

    /** It is full, and has been for longer than a crowd is let in. */
    private void standingQueue() {
        enterAll(MAX);
        assertThat(intake.isOpen()).isTrue();
        pass(CROWD_TIME);
        assertThat(intake.isOpen()).isFalse();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private List<Intake.Pass> asks(int count) {
        List<Intake.Pass> asking = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            asking.add(Objects.requireNonNull(intake.enter("asks-" + orders++)));
        }
        return asking;
    }

    /** So many come, there is enough for all, and this many are let in. */
    private int enterAll(int count) {
        int before = inside.size();
        for (int i = 0; i < count && intake.isOpen(); i++) {
            Intake.Pass pass = Objects.requireNonNull(intake.enter("order-" + orders++));
            pass.begins();
            inside.add(pass);
        }
        return inside.size() - before;
    }
}
