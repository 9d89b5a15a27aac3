package waybill.server.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Everything that can be set. The page docs/operate/configuration.md explains each; a test holds it to this list. */
public enum Key {
    ORDER_SAGA_DEADLINE("order.saga-deadline", "PT15M"),
    ORDER_PAYMENT_RETRY_WINDOW("order.payment-retry-window", "PT1H"),
    ORDER_STOCK_CHECK_TIME("order.stock-check-time", "PT2S"),
    INVENTORY_HOLD_TIME("inventory.hold-time", "PT20M"),
    API_IDEMPOTENCY_KEY("api.idempotency-key", "required"),
    RETENTION_IDEMPOTENCY_KEYS("retention.idempotency-keys", "PT24H"),
    RETENTION_PAYMENT_IDEMPOTENCY_KEYS("retention.payment-idempotency-keys", "P30D"),
    RETENTION_IGNORED_NEWS("retention.ignored-news", "P30D"),
    PAYMENT_GATEWAY("payment.gateway", "sandbox"),
    STRIPE_SECRET_KEY("payment.stripe.secret-key", ""),
    STRIPE_WEBHOOK_SECRET("payment.stripe.webhook-secret", ""),
    STRIPE_BASE_URL("payment.stripe.base-url", "https://api.stripe.com"),
    MASTER_KEY("personal-data.master-key", ""),
    MASTER_KEY_FILE("personal-data.master-key-file", ""),
    DATABASE_ORDER_URL("database.order.url", ""),
    DATABASE_ORDER_USER("database.order.user", ""),
    DATABASE_ORDER_PASSWORD("database.order.password", ""),
    DATABASE_ORDER_PASSWORD_FILE("database.order.password-file", ""),
    DATABASE_INVENTORY_URL("database.inventory.url", ""),
    DATABASE_INVENTORY_USER("database.inventory.user", ""),
    DATABASE_INVENTORY_PASSWORD("database.inventory.password", ""),
    DATABASE_INVENTORY_PASSWORD_FILE("database.inventory.password-file", ""),
    DATABASE_PAYMENT_URL("database.payment.url", ""),
    DATABASE_PAYMENT_USER("database.payment.user", ""),
    DATABASE_PAYMENT_PASSWORD("database.payment.password", ""),
    DATABASE_PAYMENT_PASSWORD_FILE("database.payment.password-file", ""),
    INVENTORY_URL("inventory.url", ""),
    PAYMENT_URL("payment.url", ""),
    SERVICES_TOKEN("services.token", ""),
    SERVICES_TOKEN_FILE("services.token-file", ""),
    ACCESS_API_KEYS("access.api-keys", "false"),
    ACCESS_JWT_ISSUER("access.jwt.issuer", ""),
    ACCESS_JWT_AUDIENCE("access.jwt.audience", ""),
    ACCESS_JWT_JWKS_URL("access.jwt.jwks-url", ""),
    ACCESS_JWT_JWKS_FILE("access.jwt.jwks-file", ""),
    ACCESS_JWT_ALGORITHMS("access.jwt.algorithms", "RS256,ES256,PS256"),
    ACCESS_JWT_CUSTOMER_CLAIM("access.jwt.customer-claim", "customer_id"),
    RESILIENCE_INVENTORY_TIMEOUT("resilience.inventory.timeout", "PT3S"),
    RESILIENCE_INVENTORY_DEADLINE("resilience.inventory.deadline", "PT10S"),
    RESILIENCE_INVENTORY_CALLS_MAX("resilience.inventory.calls-max", "1024"),
    RESILIENCE_INVENTORY_MINIMUM_CALLS("resilience.inventory.minimum-calls", "5"),
    RESILIENCE_INVENTORY_WINDOW("resilience.inventory.window", "PT10S"),
    RESILIENCE_INVENTORY_OPEN_FOR("resilience.inventory.open-for", "PT10S"),
    RESILIENCE_PAYMENT_TIMEOUT("resilience.payment.timeout", "PT5S"),
    RESILIENCE_PAYMENT_DEADLINE("resilience.payment.deadline", "PT10S"),
    RESILIENCE_PAYMENT_CALLS_MAX("resilience.payment.calls-max", "512"),
    RESILIENCE_PAYMENT_MINIMUM_CALLS("resilience.payment.minimum-calls", "5"),
    RESILIENCE_PAYMENT_WINDOW("resilience.payment.window", "PT10S"),
    RESILIENCE_PAYMENT_OPEN_FOR("resilience.payment.open-for", "PT30S"),
    RESILIENCE_GATEWAY_TIMEOUT("resilience.gateway.timeout", "PT5S"),
    RESILIENCE_GATEWAY_DEADLINE("resilience.gateway.deadline", "PT10S"),
    RESILIENCE_GATEWAY_CALLS_MAX("resilience.gateway.calls-max", "512"),
    RESILIENCE_GATEWAY_MINIMUM_CALLS("resilience.gateway.minimum-calls", "5"),
    RESILIENCE_GATEWAY_WINDOW("resilience.gateway.window", "PT10S"),
    RESILIENCE_GATEWAY_OPEN_FOR("resilience.gateway.open-for", "PT30S"),
    RETRY_MODE("retry.mode", "schedule"),
    RETRY_SCHEDULE("retry.schedule", "PT1S,PT2S,PT3S"),
    TRANSPORT("transport", "local"),
    KAFKA_SERVERS("kafka.servers", ""),
    KAFKA_REPLICATION("kafka.replication", ""),
    KAFKA_CONFIG_FILE("kafka.config-file", ""),
    AUDIT_ENABLED("audit.enabled", "true"),
    AUDIT_SHARE("audit.share", "0.03"),
    AUDIT_PAUSE("audit.pause", "PT5S"),
    AUDIT_GRACE("audit.grace", "PT30S"),
    TEST_MODE("test-mode", "false"),
    CHAOS_MODE("chaos.mode", "false") {
        // Known to everybody by this name, and so to PRODUCT.md §3.8.
        @Override
        public String variable() {
            return "CHAOS_MODE";
        }
    },
    CHAOS_POINTS("chaos.points", "all"),
    CHAOS_RATE("chaos.rate", "0.05"),
    CHAOS_SEED("chaos.seed", ""),
    STOP_GRACE("stop.grace", "PT0S"),
    TLS_CERTIFICATE("tls.certificate", ""),
    TLS_KEY("tls.key", ""),
    RATE_LIMIT_PER_SECOND("rate-limit.per-second", ""),
    RATE_LIMIT_BURST("rate-limit.burst", ""),
    REDIS_URL("redis.url", ""),
    REDIS_URL_FILE("redis.url-file", ""),
    REDIS_TIMEOUT("redis.timeout", "PT0.1S"),
    LOG_LEVEL("log.level", "INFO"),
    LOG_LEVELS("log.levels", ""),
    TRACES_ENDPOINT("traces.endpoint", ""),
    TRACES_SAMPLE("traces.sample", "0.05");

    private static final String PREFIX = "waybill.";

    private final String property;
    private final String usual;

    Key(String name, String usual) {
        this.property = PREFIX + name;
        this.usual = usual;
    }

    /** Its name in a file: {@code waybill.order.saga-deadline}. */
    public String property() {
        return property;
    }

    /** Its name in the environment: {@code WAYBILL_ORDER_SAGA_DEADLINE}. */
    public String variable() {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Its value if nobody sets it; empty if it has none. */
    public String usual() {
        return usual;
    }

    static Optional<Key> ofProperty(String name) {
        return Arrays.stream(values()).filter(key -> key.property.equals(name)).findFirst();
    }

    static Optional<Key> ofVariable(String name) {
        return Arrays.stream(values())
                .filter(key -> key.variable().equals(name))
                .findFirst();
    }
}
