package waybill.contracts.json;

import org.jspecify.annotations.Nullable;

/** These bytes do not say a value of the type they should. Reading them again will not help. */
public final class UnreadableJson extends IllegalArgumentException {
    UnreadableJson(Class<?> type, String problem, @Nullable Throwable cause) {
        super("not a " + type.getSimpleName() + ": " + problem, cause);
    }
}
