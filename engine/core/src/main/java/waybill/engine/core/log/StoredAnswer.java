package waybill.engine.core.log;

/** An answer kept with an idempotency key, to be given again byte for byte. */
public record StoredAnswer(int status, String contentType, String body) {}
