package waybill.payment.domain.rules;

import java.util.Optional;
import java.util.stream.Stream;
import waybill.payment.domain.Kind;
import waybill.payment.domain.Payment;
import waybill.payment.domain.Transaction;
import waybill.payment.domain.TransactionStatus;

/**
 * Whether a transaction may begin beside another one of the same payment: total, and the source of the table in
 * {@code docs/reference/payment-states.md}.
 */
public final class BeginTable {
    /** What a cell of the table says. */
    public enum Rule {
        /** It does not matter. */
        GO,
        /** Its amount counts as moved, as long as nobody knows better. */
        COUNTS,
        /** The other must be settled first. */
        WAIT,
        /** The other does it already. */
        SAME
    }

    private BeginTable() {}

    /** Whether this may begin while another transaction is known to be so. */
    public static Rule cell(Kind wanted, Kind other, TransactionStatus known) {
        return switch (known) {
            case SUCCEEDED, DECLINED, ERRORED -> Rule.GO;
            case INITIATED ->
                switch (wanted) {
                    case AUTHORIZE, CAPTURE -> besideUnsettled(wanted, other);
                    case VOID -> other == Kind.VOID ? Rule.SAME : besideUnsettled(wanted, other);
                    case REFUND -> other == Kind.REFUND ? Rule.COUNTS : besideUnsettled(wanted, other);
                };
            case UNKNOWN ->
                switch (wanted) {
                    case AUTHORIZE, CAPTURE, REFUND -> besideUnsettled(wanted, other);
                    case VOID -> other == Kind.VOID ? Rule.SAME : besideUnsettled(wanted, other);
                };
            case MANUAL_REVIEW -> besideUnsettled(wanted, other);
        };
    }

    /** Of one kind never two at once; and what is being taken is not set free, what is being set free not taken. */
    private static Rule besideUnsettled(Kind wanted, Kind other) {
        return switch (wanted) {
            case AUTHORIZE -> Rule.WAIT;
            case CAPTURE, VOID -> other == Kind.REFUND ? Rule.GO : Rule.WAIT;
            case REFUND -> other == Kind.REFUND || other == Kind.AUTHORIZE ? Rule.WAIT : Rule.GO;
        };
    }

    /** The transaction that must be settled before one of this kind may begin. */
    static Optional<Transaction> waitsFor(Payment payment, Kind wanted) {
        return those(payment, wanted, Rule.WAIT).findFirst();
    }

    /** The transaction that does already what one of this kind would. */
    static Optional<Transaction> done(Payment payment, Kind wanted) {
        return those(payment, wanted, Rule.SAME).findFirst();
    }

    private static Stream<Transaction> those(Payment payment, Kind wanted, Rule rule) {
        return payment.transactions().stream().filter(other -> cell(wanted, other.kind(), other.status()) == rule);
    }
}
