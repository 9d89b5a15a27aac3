package waybill.order.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final AtomicLong now = new AtomicLong();
    private final Intake intake = new Intake(2, now::get);

    @Test
    void is_shut_when_as_many_are_inside_as_may_be_and_open_when_one_has_left() {
        Intake.Pass first = intake.enter("order-1");
        assertThat(intake.isOpen()).isTrue();
        intake.enter("order-2");
        assertThat(intake.isOpen()).isFalse();

        first.leave();

        assertThat(intake.isOpen()).isTrue();
    }

    @Test
    void leaving_twice_is_leaving_once() {
        Intake.Pass first = intake.enter("order-1");
        intake.enter("order-2");
        intake.enter("order-3");

        first.leave();
        first.leave();

        assertThat(intake.size()).isEqualTo(2);
        assertThat(intake.isOpen()).isFalse();
    }

    @Test
    void what_follows_an_orders_being_made_lets_it_out_and_nothing_else_does() {
        intake.enter("order-1");
        intake.enter("order-2");

        intake.happened("order-1", 1);
        intake.happened("order-of-before", 5);
        assertThat(intake.isOpen()).isFalse();

        intake.happened("order-1", 2);
        intake.happened("order-1", 3);
        assertThat(intake.size()).isEqualTo(1);
        assertThat(intake.isOpen()).isTrue();
    }

    @Test
    void an_order_that_nobody_hears_of_counts_for_a_second() {
        intake.enter("order-1");
        intake.enter("order-2");
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(intake.isOpen()).isFalse();

        now.addAndGet(1);

        assertThat(intake.isOpen()).isTrue();
        assertThat(intake.size()).isZero();
    }

    @Test
    void remembers_nobody_who_has_left() {
        for (int i = 0; i < 1_000; i++) {
            intake.enter("order-" + i).leave();
            assertThat(intake.isOpen()).isTrue();
        }

        assertThat(intake.remembered()).isZero();
    }
}
