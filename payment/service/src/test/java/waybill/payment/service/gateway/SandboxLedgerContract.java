package waybill.payment.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.payment.service.gateway.GatewayExamples.entry;
import static waybill.payment.service.gateway.GatewayExamples.euros;
import static waybill.payment.service.gateway.GatewayExamples.key;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import waybill.payment.domain.Kind;

/** What every ledger of the sandbox promises. */
public abstract class SandboxLedgerContract {
    private static final SandboxEntry FIRST = entry(1, euros(2198));
    private static final SandboxEntry SECOND = entry(2, euros(5), "INSUFFICIENT_FUNDS");
    private static final SandboxEntry THIRD = entry(3, euros(0));
    private static final SandboxEntry FIRST_AGAIN = entry(1, euros(1), "DECLINED");

    /** The ledger to be tested; empty at the beginning of each test, and then the same one. */
    protected abstract SandboxLedger ledger();

    @Test
    void what_is_written_is_found() {
        assertThat(ledger().record(List.of(FIRST, SECOND))).containsExactly(FIRST, SECOND);
        assertThat(ledger().find(key(1))).contains(FIRST);
        assertThat(ledger().find(key(2))).contains(SECOND);
    }

    @Test
    void only_what_is_written_is_found() {
        ledger().record(List.of(FIRST));
        assertThat(ledger().find(key(1))).contains(FIRST);
        assertThat(ledger().find(key(2))).isEmpty();
    }

    @Test
    void the_first_entry_of_a_key_stays() {
        ledger().record(List.of(FIRST));
        assertThat(ledger().record(List.of(SECOND, FIRST_AGAIN, THIRD))).containsExactly(SECOND, FIRST, THIRD);
        assertThat(ledger().find(key(1))).contains(FIRST);
    }

    @Test
    void the_first_entry_of_a_key_stays_within_one_writing_too() {
        assertThat(ledger().record(List.of(FIRST, SECOND, FIRST_AGAIN))).containsExactly(FIRST, SECOND, FIRST);
        assertThat(ledger().find(key(1))).contains(FIRST);
    }

    @Test
    void the_books_are_read_page_by_page_in_the_order_of_their_keys() {
        ledger().record(List.of(THIRD));
        ledger().record(List.of(SECOND, FIRST));
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
        ledger().record(List.of(capture, FIRST, SECOND, scripted));
        assertThat(ledger().about(key(1))).containsExactly(FIRST, capture);
        assertThat(ledger().about(key(5))).containsExactly(scripted);
        assertThat(ledger().about(key(9))).isEmpty();
    }
}
