package waybill.payment.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.payment.service.gateway.GatewayCaller.WINDOW_MAX;
import static waybill.payment.service.gateway.GatewayExamples.*;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import waybill.kernel.TransactionId;
import waybill.payment.domain.CheckSchedule;
import waybill.payment.domain.Kind;
import waybill.payment.service.gateway.GatewayAnswer.Succeeded;

/**
 * What is asked of the sandbox and reaches its books late, because they were away or the process stood still. By then
 * somebody may have asked what became of it, and been told that nothing did.
 */
class LateForTheSandboxTest {
    /** By then a gateway that does not know a key is believed. */
    private static final Instant BELIEVED = AT.plus(CheckSchedule.CALL_SETTLED_AFTER);

    private static final Instant TOO_LATE = AT.plus(WINDOW_MAX);

    private Instant now = AT;
    private final InstantSource clock = () -> now;
    private final SandboxLedger ledger = new InMemoryLedger(clock);
    private final SandboxGateway gateway = writing(this::written);

    private SandboxGateway writing(Function<SandboxBooking, Optional<SandboxEntry>> writer) {
        return new SandboxGateway(
                ledger, booking -> CompletableFuture.completedFuture(writer.apply(booking)), clock, _ -> {});
    }

    private Optional<SandboxEntry> written(SandboxBooking booking) {
        return ledger.record(List.of(booking)).getFirst();
    }

    @Test
    void a_booking_that_waited_too_long_for_the_books_writes_nothing_and_nobody_knows() {
        var waiting = writing(booking -> {
            now = TOO_LATE;
            return written(booking);
        });
        assertThatThrownBy(() -> waiting.authorize(authorization(KEY, "tok_ok"), PATIENCE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("came too late");
        assertThat(ledger.find(KEY)).isEmpty();
    }

    @Test
    void a_booking_just_in_time_is_done() throws Exception {
        var waiting = writing(booking -> {
            now = TOO_LATE.minusNanos(1000);
            return written(booking);
        });
        assertThat(waiting.authorize(authorization(KEY, "tok_ok"), PATIENCE)).isInstanceOf(Succeeded.class);
    }

    @Test
    void what_it_said_it_does_not_know_is_never_done_although_the_clock_was_looked_at_in_time() throws Exception {
        gateway.authorize(authorization(KEY, "tok_ok"), PATIENCE);
        var standingStill = writing(booking -> {
            now = BELIEVED;
            assertThat(gateway.find(aboutReversal(RETURN), PATIENCE)).isEmpty();
            return written(new SandboxBooking(booking.entry(), Instant.MAX));
        });

        assertThatThrownBy(() -> standingStill.reverse(reversal(RETURN, reference(KEY)), PATIENCE))
                .isInstanceOf(IOException.class);
        assertThat(gateway.find(aboutReversal(RETURN), PATIENCE)).isEmpty();
        assertThat(ledger.list(Optional.empty(), 10))
                .extracting(SandboxEntry::key)
                .containsExactly(KEY);
    }

    @Test
    void the_same_can_be_asked_for_under_a_new_key() throws Exception {
        gateway.authorize(authorization(KEY, "tok_ok"), PATIENCE);
        now = BELIEVED;
        assertThat(gateway.find(aboutReversal(RETURN), PATIENCE)).isEmpty();
        var again = new GatewayRequest.Reversal(key(12), ORDER, AMOUNT, reference(KEY), now);
        assertThat(gateway.reverse(again, PATIENCE)).isEqualTo(new Succeeded(reference(key(12)), null));
    }

    @Test
    void what_it_does_not_know_yet_may_still_be_done() throws Exception {
        now = TOO_LATE.minusNanos(1000);
        assertThat(gateway.find(question(KEY), PATIENCE)).isEmpty();
        assertThat(gateway.authorize(authorization(KEY, "tok_ok"), PATIENCE)).isInstanceOf(Succeeded.class);
    }

    @Test
    void what_is_written_while_it_is_looked_for_is_found() {
        now = BELIEVED;
        SandboxEntry written = new SandboxEntry(KEY, Kind.AUTHORIZE, AMOUNT, null, reference(KEY), null, null, AT);
        SandboxLedger meanwhile = new WrittenMeanwhile(ledger, new SandboxBooking(written, Instant.MAX));
        var asked = new SandboxGateway(meanwhile, _ -> new CompletableFuture<>(), clock, _ -> {});
        assertThat(asked.find(question(KEY), PATIENCE)).contains(new Succeeded(reference(KEY), VALID_UNTIL));
    }

    /** Books in which somebody writes just after they were looked into. */
    private record WrittenMeanwhile(SandboxLedger books, SandboxBooking booking) implements SandboxLedger {
        @Override
        public List<Optional<SandboxEntry>> record(List<SandboxBooking> bookings) {
            return books.record(bookings);
        }

        @Override
        public Optional<SandboxEntry> find(TransactionId key) {
            Optional<SandboxEntry> found = books.find(key);
            books.record(List.of(booking));
            return found;
        }

        @Override
        public List<SandboxEntry> about(TransactionId authorization) {
            return books.about(authorization);
        }

        @Override
        public List<SandboxEntry> list(Optional<TransactionId> after, int limit) {
            return books.list(after, limit);
        }
    }

    private static GatewayQuestion aboutReversal(TransactionId key) {
        return new GatewayQuestion(key, Kind.VOID, ORDER, AMOUNT, AT, reference(KEY));
    }
}
