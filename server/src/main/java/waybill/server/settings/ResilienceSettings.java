package waybill.server.settings;

import java.time.Duration;
import java.util.List;
import waybill.engine.core.resilience.Policy;
import waybill.engine.core.resilience.Retries;
import waybill.payment.service.PaymentService;

/**
 * How everything is called that may fail.
 *
 * @param inventory the inventory service
 * @param payment the payment service
 * @param gateway the payment provider
 */
public record ResilienceSettings(Policy inventory, Policy payment, Policy gateway) {
    /** The keys of one policy. */
    private record Keys(Key timeout, Key deadline, Key callsMax, Key minimumCalls, Key window, Key openFor) {
        static final Keys INVENTORY = new Keys(
                Key.RESILIENCE_INVENTORY_TIMEOUT,
                Key.RESILIENCE_INVENTORY_DEADLINE,
                Key.RESILIENCE_INVENTORY_CALLS_MAX,
                Key.RESILIENCE_INVENTORY_MINIMUM_CALLS,
                Key.RESILIENCE_INVENTORY_WINDOW,
                Key.RESILIENCE_INVENTORY_OPEN_FOR);
        static final Keys PAYMENT = new Keys(
                Key.RESILIENCE_PAYMENT_TIMEOUT,
                Key.RESILIENCE_PAYMENT_DEADLINE,
                Key.RESILIENCE_PAYMENT_CALLS_MAX,
                Key.RESILIENCE_PAYMENT_MINIMUM_CALLS,
                Key.RESILIENCE_PAYMENT_WINDOW,
                Key.RESILIENCE_PAYMENT_OPEN_FOR);
        static final Keys GATEWAY = new Keys(
                Key.RESILIENCE_GATEWAY_TIMEOUT,
                Key.RESILIENCE_GATEWAY_DEADLINE,
                Key.RESILIENCE_GATEWAY_CALLS_MAX,
                Key.RESILIENCE_GATEWAY_MINIMUM_CALLS,
                Key.RESILIENCE_GATEWAY_WINDOW,
                Key.RESILIENCE_GATEWAY_OPEN_FOR);
    }

    static ResilienceSettings read(Values values) {
        Retries retries = retries(values);
        Policy gateway = policy("gateway", Keys.GATEWAY, retries, values);
        if (gateway.deadline().compareTo(PaymentService.GATEWAY_DEADLINE_MAX) > 0) {
            throw new BadSettings(Keys.GATEWAY.deadline.property() + " must be at most "
                    + PaymentService.GATEWAY_DEADLINE_MAX
                    + ": later, a request that the gateway does not know counts as never sent.");
        }
        return new ResilienceSettings(
                policy("inventory", Keys.INVENTORY, retries, values),
                policy("payment", Keys.PAYMENT, retries, values),
                gateway);
    }

    private static Policy policy(String name, Keys keys, Retries retries, Values values) {
        Duration window = values.duration(keys.window);
        if (!window.equals(Duration.ofSeconds(window.toSeconds()))) {
            throw new BadSettings(keys.window.property() + " must be whole seconds, not " + window + ".");
        }
        return new Policy(
                name,
                values.duration(keys.timeout),
                values.duration(keys.deadline),
                values.count(keys.callsMax),
                retries,
                new Policy.BreakerRules(values.count(keys.minimumCalls), window, values.duration(keys.openFor)));
    }

    private static Retries retries(Values values) {
        List<Duration> waits = values.durations(Key.RETRY_SCHEDULE);
        return values.oneOf(Key.RETRY_MODE, List.of("schedule", "exponential")).equals("schedule")
                ? Retries.schedule(waits)
                : Retries.exponential();
    }
}
