package waybill.payment.service;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import waybill.engine.core.assembly.Environment;
import waybill.engine.http.Routes;
import waybill.engine.postgres.Database;
import waybill.payment.service.gateway.Gateway;
import waybill.payment.service.gateway.stripe.StripeGateway;
import waybill.payment.service.gateway.stripe.StripeNotice;
import waybill.payment.service.gateway.stripe.StripeNotices;
import waybill.payment.service.gateway.stripe.StripeSettings;
import waybill.payment.service.http.StripeWebhook;

/**
 * The gateway that was chosen, with what is served of its own.
 *
 * @param routes given who asks the gateway when it tells that something happened
 */
record OpenGateway(Gateway gateway, Function<Consumer<StripeNotice>, List<Routes>> routes, Runnable closing)
        implements AutoCloseable {
    static OpenGateway of(GatewayChoice choice, Database database, Environment environment) {
        return switch (choice) {
            case GatewayChoice.Sandbox _ -> sandbox(database, environment);
            case GatewayChoice.Stripe(var settings) -> stripe(settings, environment);
        };
    }

    private static OpenGateway sandbox(Database database, Environment environment) {
        Sandbox sandbox = new Sandbox(database, environment);
        return new OpenGateway(sandbox.gateway(), _ -> List.of(sandbox.routes()), sandbox::close);
    }

    private static OpenGateway stripe(StripeSettings settings, Environment environment) {
        StripeGateway stripe = new StripeGateway(settings);
        return new OpenGateway(
                stripe,
                askNow -> settings.signingSecret().stream()
                        .map(secret -> new StripeNotices(secret, environment.clock()))
                        .map(notices -> new StripeWebhook(notices, askNow).routes())
                        .toList(),
                stripe::close);
    }

    @Override
    public void close() {
        closing.run();
    }
}
