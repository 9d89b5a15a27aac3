package waybill.payment.service.gateway.stripe;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import waybill.payment.service.gateway.Gateway;
import waybill.payment.service.gateway.GatewayContract;

/** Stripe promises what every gateway does. */
class StripeGatewayPromisesTest extends GatewayContract {
    private StripeStub stripe;
    private StripeGateway gateway;

    @BeforeEach
    void opens() throws IOException {
        stripe = new StripeStub();
        gateway = new StripeGateway(stripe.settings());
    }

    @AfterEach
    void closes() {
        gateway.close();
        stripe.close();
    }

    @Override
    protected Gateway gateway() {
        return gateway;
    }

    @Override
    protected String goodToken() {
        return "pm_card_visa";
    }

    @Override
    protected String declinedToken() {
        return "pm_declined_insufficient_funds";
    }
}
