package waybill.order.service.persons;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The customers' keys as they are kept. All methods throw {@link waybill.engine.core.log.StoreFault}. */
public interface PersonKeys {
    /** Before which every key was made. */
    Instant ANY_AGE = Instant.parse("9999-12-31T00:00:00Z");

    /**
     * A key as it is kept.
     *
     * @param wrapped sealed under the master key, in base64; null once destroyed
     */
    record Kept(String id, String customer, @Nullable String wrapped) {}

    /** A key that was destroyed. */
    record Destroyed(String id, String customer, Instant at) {}

    /** Who had a customer forgotten, and why: a reference such as a ticket, not a text that could say who it is. */
    record Cause(String by, @Nullable String reference) {}

    /**
     * Keeps these keys, except where their customer has a living one already, and answers the living keys of their
     * customers: from then on they are there for everybody.
     */
    List<Kept> living(List<Kept> fresh, String masterKey);

    /** The keys with these ids, destroyed or not. */
    List<Kept> byId(Collection<String> ids);

    /**
     * Destroys the customer's living key, if there is one that was made before this moment. When the customer's last
     * key was destroyed; empty if none ever was.
     */
    Optional<Instant> destroy(String customer, Cause cause, Instant madeBefore);

    /** The keys that were destroyed after this moment. */
    List<Destroyed> destroyedAfter(Instant moment);

    /** When the last key was destroyed; the beginning of time if none was. */
    Instant lastDestroyed();

    /** The fingerprint of the master key that this database was begun with. */
    Optional<String> masterKey();

    /** Begins with this master key, unless somebody else has begun; answers the one that counts. */
    String beginWith(String masterKey);
}
