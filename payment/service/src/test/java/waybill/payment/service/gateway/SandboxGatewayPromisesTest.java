package waybill.payment.service.gateway;

import static waybill.payment.service.gateway.GatewayExamples.AT;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The sandbox promises what every gateway does. */
class SandboxGatewayPromisesTest extends GatewayContract {
    private final SandboxLedger ledger = new InMemoryLedger();
    private final Gateway gateway = new SandboxGateway(
            ledger,
            booking -> CompletableFuture.completedFuture(
                    ledger.record(List.of(booking)).getFirst()),
            InstantSource.fixed(AT),
            _ -> {});

    @Override
    protected Gateway gateway() {
        return gateway;
    }

    @Override
    protected String goodToken() {
        return "tok_ok";
    }

    @Override
    protected String declinedToken() {
        return "tok_insufficient_funds";
    }
}
