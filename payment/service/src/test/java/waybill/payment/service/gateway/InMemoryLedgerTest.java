package waybill.payment.service.gateway;

/** The test double keeps the ledger's promises, so that tests with it mean something. */
class InMemoryLedgerTest extends SandboxLedgerContract {
    private final SandboxLedger ledger = new InMemoryLedger();

    @Override
    protected SandboxLedger ledger() {
        return ledger;
    }
}
