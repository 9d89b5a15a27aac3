package waybill.server.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.chaos.Chaos;
import waybill.inventory.service.InventorySettings;
import waybill.order.service.OrderSettings;

/**
 * Everything that is set, checked.
 *
 * @param keysRequired whether a POST without an idempotency key is refused
 * @param masterKey what keys of persons are sealed with, as it was given; none if it is to be made
 * @param databases where the databases are, if they are somewhere else
 * @param services the services of other processes
 * @param transport how they hear each other
 * @param access who is let in
 * @param resilience how everything is called that may fail
 * @param edge how the process meets its clients, and how it leaves them
 * @param audit how it checks its own books
 * @param observation what the process tells of itself
 * @param testMode whether the clock can be moved over HTTP
 * @param chaos failures on purpose; none unless asked for
 */
public record Settings(
        OrderSettings order,
        InventorySettings inventory,
        boolean keysRequired,
        Retention retention,
        Gateway gateway,
        Optional<Secret> masterKey,
        DatabaseSettings databases,
        ServiceSettings services,
        TransportSettings transport,
        AccessSettings access,
        ResilienceSettings resilience,
        EdgeSettings edge,
        AuditSettings audit,
        ObservationSettings observation,
        boolean testMode,
        Optional<Chaos.Settings> chaos) {

    /** How long rows are kept that only matter for a while. */
    public record Retention(Duration idempotencyKeys, Duration paymentIdempotencyKeys, Duration ignoredNews) {}

    /** Who moves the money. */
    public sealed interface Gateway {
        /** The one that is built in and moves nothing. */
        record Sandbox() implements Gateway {}

        /** Stripe. */
        record Stripe(Secret secretKey, Secret webhookSecret, URI baseUrl) implements Gateway {}
    }

    /**
     * Reads a file of properties, if there is one, and the environment, which wins.
     *
     * @throws BadSettings if a key is unknown or a value cannot be used
     */
    public static Settings read(@Nullable Path file, Map<String, String> environment) {
        return of(new Values(file, environment));
    }

    /** Nothing is set: all is as usual. */
    public static Settings usual() {
        return read(null, Map.of());
    }

    private static Settings of(Values values) {
        OrderSettings usual = OrderSettings.usual();
        OrderSettings order = new OrderSettings(
                values.duration(Key.ORDER_SAGA_DEADLINE),
                values.duration(Key.ORDER_PAYMENT_RETRY_WINDOW),
                usual.usualWait(),
                usual.intakeMax());
        InventorySettings inventory = new InventorySettings(values.duration(Key.INVENTORY_HOLD_TIME));
        if (inventory.holdTime().compareTo(order.sagaDeadline()) <= 0) {
            throw new BadSettings(Key.INVENTORY_HOLD_TIME.property() + " (" + inventory.holdTime()
                    + ") must be longer than " + Key.ORDER_SAGA_DEADLINE.property() + " (" + order.sagaDeadline()
                    + "), or goods are given away while they are being paid.");
        }
        return new Settings(
                order,
                inventory,
                values.oneOf(Key.API_IDEMPOTENCY_KEY, List.of("required", "optional"))
                        .equals("required"),
                new Retention(
                        values.duration(Key.RETENTION_IDEMPOTENCY_KEYS),
                        values.duration(Key.RETENTION_PAYMENT_IDEMPOTENCY_KEYS),
                        values.duration(Key.RETENTION_IGNORED_NEWS)),
                gateway(values),
                values.secretOrFile(Key.MASTER_KEY, Key.MASTER_KEY_FILE),
                DatabaseSettings.read(values),
                ServiceSettings.read(values),
                TransportSettings.read(values),
                AccessSettings.read(values),
                ResilienceSettings.read(values),
                EdgeSettings.read(values),
                AuditSettings.read(values),
                ObservationSettings.read(values),
                values.oneOf(Key.TEST_MODE, List.of("true", "false")).equals("true"),
                ChaosSettings.of(values));
    }

    private static Gateway gateway(Values values) {
        if (values.oneOf(Key.PAYMENT_GATEWAY, List.of("sandbox", "stripe")).equals("sandbox")) {
            return new Gateway.Sandbox();
        }
        String why = "the gateway is stripe";
        return new Gateway.Stripe(
                values.neededSecret(Key.STRIPE_SECRET_KEY, why),
                values.neededSecret(Key.STRIPE_WEBHOOK_SECRET, why),
                values.address(Key.STRIPE_BASE_URL));
    }

    /**
     * Everything that a process with these roles needs is set.
     *
     * @throws BadSettings if something is missing
     */
    public void mustSuit(Set<Role> roles) {
        if (roles.isEmpty()) {
            mustSuitTheAuditor();
        }
        databases.mustSuit(roles);
        services.mustSuit(roles);
        if (roles.contains(Role.ORDER) && !databases.isEmpty() && masterKey.isEmpty()) {
            throw new BadSettings(Key.MASTER_KEY.property() + " or " + Key.MASTER_KEY_FILE.property()
                    + " must be set: every process on the database of orders needs the same key.");
        }
    }

    private void mustSuitTheAuditor() {
        if (databases.isEmpty()) {
            throw new BadSettings("The auditor reads the databases of all three services; "
                    + Key.DATABASE_ORDER_URL.property() + " and the others must be set.");
        }
        databases.mustSuit(Role.all());
    }

    /**
     * Nothing is set that a process with its own databases would not heed.
     *
     * @throws BadSettings if there is
     */
    public void mustSuitOneProcess() {
        databases.mustBeEmpty();
    }

    /** The same in test mode. */
    public Settings withTestMode() {
        return new Settings(
                order,
                inventory,
                keysRequired,
                retention,
                gateway,
                masterKey,
                databases,
                services,
                transport,
                access,
                resilience,
                edge,
                audit,
                observation,
                true,
                chaos);
    }
}
