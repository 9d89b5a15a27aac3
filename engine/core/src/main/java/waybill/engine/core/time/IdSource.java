package waybill.engine.core.time;

import java.util.UUID;

/** Where fresh ids come from. */
@FunctionalInterface
public interface IdSource {
    /** A UUID, version 7, that nobody else has. */
    UUID next();
}
