package waybill.payment.service;

import java.util.Optional;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.time.Coalescer;
import waybill.engine.core.time.Pause;
import waybill.engine.http.Routes;
import waybill.engine.postgres.Database;
import waybill.payment.service.gateway.Gateway;
import waybill.payment.service.gateway.SandboxBooking;
import waybill.payment.service.gateway.SandboxEntry;
import waybill.payment.service.gateway.SandboxGateway;
import waybill.payment.service.http.SandboxEndpoints;
import waybill.payment.service.store.PostgresSandboxLedger;

/** The built-in gateway with its books, which many calls at once write together. */
final class Sandbox implements AutoCloseable {
    private static final int ENTRIES_TOGETHER_MAX = 256;

    private final PostgresSandboxLedger ledger;
    private final Coalescer<SandboxBooking, Optional<SandboxEntry>> booking;
    private final SandboxGateway gateway;

    Sandbox(Database database, Environment environment) {
        this.ledger = new PostgresSandboxLedger(database, environment.clock());
        this.booking = new Coalescer<>("sandbox-books", ledger::record, ENTRIES_TOGETHER_MAX);
        this.gateway = new SandboxGateway(ledger, booking::ask, environment.clock(), Pause.REAL);
    }

    Gateway gateway() {
        return gateway;
    }

    /** The endpoint that shows the books. */
    Routes routes() {
        return new SandboxEndpoints(ledger).routes();
    }

    @Override
    public void close() {
        booking.close();
    }
}
