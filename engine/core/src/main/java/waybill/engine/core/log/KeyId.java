package waybill.engine.core.log;

/**
 * An idempotency key where it counts.
 *
 * @param scope caller, method and route
 * @param key as the caller sent it, unquoted
 */
public record KeyId(String scope, String key) {}
