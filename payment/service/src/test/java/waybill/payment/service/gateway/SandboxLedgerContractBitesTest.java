package waybill.payment.service.gateway;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import waybill.kernel.TransactionId;

/** A ledger that forgets everything fails the whole contract. */
class SandboxLedgerContractBitesTest {
    @Test
    void a_forgetful_ledger_keeps_no_promise() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(OfForgetfulLedger.class))
                .execute()
                .testEvents()
                .assertStatistics(run -> run.started(8).failed(8).skipped(0));
    }

    /** Not a test of its own: its name does not end in Test. */
    static class OfForgetfulLedger extends SandboxLedgerContract {
        @Override
        protected SandboxLedger ledger() {
            return new ForgetfulLedger();
        }
    }

    private record ForgetfulLedger() implements SandboxLedger {
        @Override
        public List<Optional<SandboxEntry>> record(List<SandboxBooking> bookings) {
            return bookings.stream()
                    .map(SandboxBooking::entry)
                    .map(Optional::of)
                    .toList();
        }

        @Override
        public Optional<SandboxEntry> find(TransactionId key) {
            return Optional.empty();
        }

        @Override
        public List<SandboxEntry> about(TransactionId authorization) {
            return List.of();
        }

        @Override
        public List<SandboxEntry> list(Optional<TransactionId> after, int limit) {
            return List.of();
        }
    }
}
