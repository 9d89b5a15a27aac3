package waybill.payment.service.gateway;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import waybill.payment.service.gateway.GatewayAnswer.Succeeded;

/** A gateway that says yes to everything and keeps nothing must fail every promise. */
class GatewayContractBitesTest {
    static class ForgetfulGatewayPromises extends GatewayContract {
        private final Gateway gateway = new ForgetfulGateway();

        @Override
        protected Gateway gateway() {
            return gateway;
        }

        @Override
        protected String goodToken() {
            return "yes";
        }

        @Override
        protected String declinedToken() {
            return "no";
        }
    }

    private static final class ForgetfulGateway implements Gateway {
        private int said;

        private Succeeded yes() {
            return new Succeeded("yes_" + ++said, null);
        }

        @Override
        public GatewayAnswer authorize(GatewayRequest.Authorization request, Duration patience) {
            return yes();
        }

        @Override
        public GatewayAnswer capture(GatewayRequest.Capture request, Duration patience) {
            return yes();
        }

        @Override
        public GatewayAnswer reverse(GatewayRequest.Reversal request, Duration patience) {
            return yes();
        }

        @Override
        public GatewayAnswer refund(GatewayRequest.Refund request, Duration patience) {
            return yes();
        }

        @Override
        public Optional<GatewayAnswer> find(GatewayQuestion question, Duration patience) {
            return Optional.empty();
        }
    }

    @Test
    void a_forgetful_gateway_fails_every_promise() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(ForgetfulGatewayPromises.class))
                .execute()
                .testEvents()
                .assertStatistics(run -> run.started(11).failed(11).succeeded(0).skipped(0));
    }
}
