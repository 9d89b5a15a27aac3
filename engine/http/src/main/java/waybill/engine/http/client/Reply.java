package waybill.engine.http.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What another service answered.
 *
 * @param body its JSON; a missing node if there is none, or if an error came without
 * @param retryAfter how long it asks to be left alone; null if it does not say
 */
public record Reply(int status, JsonNode body, @Nullable Duration retryAfter) {
    /** Whether it did what it was asked. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The last part of a problem's type: {@code payment-declined}; empty if it is none. */
    public String problem() {
        String type = body.path("type").asText("");
        return type.substring(type.lastIndexOf('/') + 1);
    }
}
