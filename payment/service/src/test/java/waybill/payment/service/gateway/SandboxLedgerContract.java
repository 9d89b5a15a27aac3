package waybill.payment.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.service.gateway.GatewayExamples.entry;
import static waybill.payment.service.gateway.GatewayExamples.euros;
import static waybill.payment.service.gateway.GatewayExamples.key;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.payment.domain.Kind;

/** What every ledger of the sandbox promises. */
public abstract class SandboxLedgerContract {
    /** What time it is for the ledger. */
    protected static final Instant NOW = GatewayExamples.AT;

    protected static final SandboxEntry FIRST = entry(1, euros(2198));
    private static final SandboxEntry SECOND = entry(2, euros(5), "INSUFFICIENT_FUNDS");
    private static final SandboxEntry THIRD = entry(3, euros(0));
    private static final SandboxEntry FIRST_AGAIN = entry(1, euros(1), "DECLINED");
    /** Says that nothing comes under the key of the first any more. */
    protected static final SandboxEntry FIRST_CLOSED = entry(1, euros(2198), SandboxEntry.NEVER_CAME);

    /** The ledger to be tested; empty at the beginning of each test, and then the same one. */
    protected abstract SandboxLedger ledger();

    @Test
    void what_is_written_is_found() {
        assertThat(record(FIRST, SECOND)).containsExactly(FIRST, SECOND);
        assertThat(ledger().find(key(1))).contains(FIRST);
        assertThat(ledger().find(key(2))).contains(SECOND);
    }

    @Test
    void only_what_is_written_is_found() {
        record(FIRST);
        assertThat(ledger().find(key(1))).contains(FIRST);
        assertThat(ledger().find(key(2))).isEmpty();
    }

    @Test
    void the_first_entry_of_a_key_stays() {
        record(FIRST);
        assertThat(record(SECOND, FIRST_AGAIN, THIRD)).containsExactly(SECOND, FIRST, THIRD);
        assertThat(ledger().find(key(1))).contains(FIRST);
    }

    @Test
    void the_first_entry_of_a_key_stays_within_one_writing_too() {
        assertThat(record(FIRST, SECOND, FIRST_AGAIN)).containsExactly(FIRST, SECOND, FIRST);
        assertThat(ledger().find(key(1))).contains(FIRST);
    }

    @Test
    void what_comes_too_late_is_not_written_and_told_what_is_there_beside_what_is_in_time() {
        record(SECOND);
        SandboxBooking late = new SandboxBooking(FIRST, NOW);
        SandboxBooking lateAgain = new SandboxBooking(entry(2, euros(5)), NOW);
        SandboxBooking justInTime = new SandboxBooking(THIRD, NOW.plusNanos(1));
        assertThat(ledger().record(List.of(late, lateAgain, justInTime)))
                .containsExactly(Optional.empty(), Optional.of(SECOND), Optional.of(THIRD));
        assertThat(ledger().record(List.of(late))).containsExactly(Optional.empty());
        assertThat(ledger().find(key(1))).isEmpty();
        assertThat(ledger().list(Optional.empty(), 10)).containsExactly(SECOND, THIRD);
    }

    @Test
    void nothing_comes_under_a_closed_key_and_nobody_is_shown_it() {
        assertThat(record(FIRST_CLOSED)).containsExactly(FIRST_CLOSED);
        assertThat(record(FIRST, SECOND)).containsExactly(FIRST_CLOSED, SECOND);
        assertThat(ledger().find(key(1))).contains(FIRST_CLOSED);
        assertThat(ledger().list(Optional.empty(), 1)).containsExactly(SECOND);
    }

    @Test
    void the_books_are_read_page_by_page_in_the_order_of_their_keys() {
        record(THIRD);
        record(SECOND, FIRST);
        assertThat(ledger().list(Optional.empty(), 2)).containsExactly(FIRST, SECOND);
        assertThat(ledger().list(Optional.of(key(2)), 2)).containsExactly(THIRD);
        assertThat(ledger().list(Optional.of(key(3)), 2)).isEmpty();
    }

    @Test
    void what_is_about_an_authorization_is_found_beside_it() {
        SandboxEntry capture =
                new SandboxEntry(key(4), Kind.CAPTURE, euros(7), key(1), "sbx_4", null, null, GatewayExamples.AT);
        SandboxEntry scripted = new SandboxEntry(
                key(5), Kind.AUTHORIZE, euros(7), null, "sbx_5", null, "tok_refund_declined", GatewayExamples.AT);
        record(capture, FIRST, SECOND, scripted);
        assertThat(ledger().about(key(1))).containsExactly(FIRST, capture);
        assertThat(ledger().about(key(5))).containsExactly(scripted);
        assertThat(ledger().about(key(9))).isEmpty();
    }

    /** Writes these in time, and tells what the books have under their keys. */
    private List<SandboxEntry> record(SandboxEntry... entries) {
        return ledger().record(Stream.of(entries).map(GatewayExamples::booking).toList()).stream()
                .map(Optional::orElseThrow)
                .toList();
    }
}
