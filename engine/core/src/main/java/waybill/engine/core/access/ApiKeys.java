package waybill.engine.core.access;

import java.time.Instant;
import java.util.List;

/** The API keys of one database. */
public interface ApiKeys {
    /** Keeps a new key; one that is kept already stays as it is. */
    void add(ApiKey key);

    /**
     * From this moment on the key is not valid; one that was revoked before stays revoked since then.
     *
     * @return whether there is such a key
     */
    boolean revoke(String id, Instant at);

    /** All keys that are not revoked, the oldest first. */
    List<ApiKey> valid();

    /** All keys that ever were, the oldest first. */
    List<ApiKey> all();
}
