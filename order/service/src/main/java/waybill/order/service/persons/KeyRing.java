package waybill.order.service.persons;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.StoreFault;
import waybill.engine.core.time.Coalescer;
import waybill.engine.core.time.IdSource;
import waybill.order.service.MasterKeySource;
import waybill.order.service.NoMasterKey;

/**
 * The keys of all customers: made when they first order, remembered while they are used, dropped when they are
 * destroyed, by whichever replica.
 */
public final class KeyRing implements AutoCloseable {
    private static final int KEPT_MAX = 20_000;
    private static final int TOGETHER_MAX = 512;
    /** Somebody else may make or destroy a customer's key meanwhile; not again and again. */
    private static final int TRIES_MAX = 5;

    private final PersonKeys keys;
    private final MasterKey master;
    private final IdSource ids;
    private final KeyCache cache = new KeyCache(KEPT_MAX);
    private final Coalescer<String, PersonKey> asked;
    private final Forgettings forgettings;
    /** Whoever writes a batch seals its events and asks for the keys on one thread, one after the other. */
    private final ThreadLocal<Set<String>> used = ThreadLocal.withInitial(HashSet::new);

    /**
     * Opens the ring.
     *
     * @throws NoMasterKey if the database was begun with a master key that is not there
     */
    public KeyRing(PersonKeys keys, MasterKeySource masterKey, IdSource ids) {
        this.keys = keys;
        this.master = master(keys, masterKey);
        this.ids = ids;
        this.asked = new Coalescer<>("person-keys", this::living, TOGETHER_MAX);
        this.forgettings = new Forgettings(keys, cache::drop);
    }

    /** A ring without keys: whatever is sealed reads as forgotten, and nothing can be sealed. */
    public static KeyRing empty(IdSource ids) {
        return new KeyRing(new NoKeys(), MasterKeySource.of(MasterKey.fresh()), ids);
    }

    /** A database that was begun with a master key takes no other one: what is sealed would be lost in silence. */
    private static MasterKey master(PersonKeys keys, MasterKeySource source) {
        Optional<String> begunWith = keys.masterKey();
        if (source.find().isEmpty()) {
            if (begunWith.isPresent()) {
                throw new NoMasterKey("The master key of personal data is not in " + source.place()
                        + ": put back the one this database was begun with.");
            }
            source.keep(MasterKey.fresh());
        }
        MasterKey key = parsed(source);
        String counts = begunWith.orElseGet(() -> keys.beginWith(key.fingerprint()));
        if (!counts.equals(key.fingerprint())) {
            throw new NoMasterKey("The master key of personal data in " + source.place()
                    + " is not the one this database was begun with.");
        }
        return key;
    }

    private static MasterKey parsed(MasterKeySource source) {
        try {
            return MasterKey.of(source.find().orElseThrow());
        } catch (IllegalArgumentException malformed) {
            throw new NoMasterKey("The master key of personal data in " + source.place() + " cannot be used: "
                    + malformed.getMessage() + ".");
        }
    }

    /** Has this told of every customer who is forgotten, by whomever, soon after; and once more, for late readers. */
    public void whenForgotten(Consumer<String> told) {
        forgettings.tell(told);
    }

    /**
     * Makes sure that the customer has a key that everybody can find. Costs nothing if it is known here already; many
     * who ask at once are one statement.
     */
    public void ensure(String customer) {
        if (cache.living(customer) == null) {
            try {
                asked.ask(customer).join();
            } catch (CompletionException failed) {
                throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
            }
        }
    }

    /**
     * The key to seal with what is about to be stored about this customer.
     *
     * @throws StoreFault.Conflict if it had to be fetched: it may be a new one because the customer was forgotten just
     *     now, and then what is to be stored may repeat what was to be forgotten; read again and decide again
     */
    public PersonKey toSealWith(String customer) {
        PersonKey known = cache.living(customer);
        if (known != null) {
            used.get().add(known.id());
            return known;
        }
        PersonKey fetched = living(List.of(customer)).getFirst();
        throw new StoreFault.Conflict(
                "the customer's key was not at hand", new IllegalStateException("fetched " + fetched));
    }

    /** The ids of the keys that this thread was given to seal with since it asked last. */
    public Set<String> usedByThisThread() {
        Set<String> ids = used.get();
        used.remove();
        return ids;
    }

    /** What this text says; null because its customer was forgotten. */
    public byte @Nullable [] open(String kind, String text) {
        SealedText sealed = SealedText.parse(text);
        PersonKey key = cache.byId(sealed.key());
        if (key == null) {
            key = read(List.of(sealed.key())).get(sealed.key());
        }
        if (key == null) {
            throw new BrokenSeal("there is no key " + sealed.key());
        }
        return key.open(kind, sealed);
    }

    /** Fetches at once the keys that these documents name, as far as they are not known here. */
    public void comingUp(Collection<byte[]> documents) {
        Collection<String> missing = cache.without(SealedText.keysIn(documents));
        if (!missing.isEmpty()) {
            read(missing);
        }
    }

    /** Whether this key is at hand. */
    boolean knows(String id) {
        return cache.byId(id) != null;
    }

    /**
     * Destroys the customer's key, if it was made before this moment. When the last one was destroyed; empty if none
     * ever was.
     */
    public Optional<Instant> forget(String customer, PersonKeys.Cause cause, Instant madeBefore) {
        Optional<Instant> when = keys.destroy(customer, cause, madeBefore);
        forgettings.look();
        return when;
    }

    private Map<String, PersonKey> read(Collection<String> wanted) {
        long dropsBefore = cache.drops();
        Map<String, PersonKey> found = new HashMap<>();
        for (PersonKeys.Kept kept : keys.byId(wanted)) {
            found.put(kept.id(), remembered(kept, dropsBefore));
        }
        return found;
    }

    private List<PersonKey> living(List<String> customers) {
        long dropsBefore = cache.drops();
        Map<String, PersonKey> found = new HashMap<>();
        SortedSet<String> missing = new TreeSet<>(customers);
        for (int tries = 0; !missing.isEmpty(); tries++) {
            if (tries == TRIES_MAX) {
                throw new StoreFault.Unavailable("keys come and go", new IllegalStateException("person_key"));
            }
            List<PersonKeys.Kept> fresh = missing.stream().map(this::fresh).toList();
            for (PersonKeys.Kept kept : keys.living(fresh, master.fingerprint())) {
                found.put(kept.customer(), remembered(kept, dropsBefore));
            }
            missing.removeAll(found.keySet());
        }
        return customers.stream().map(found::get).toList();
    }

    private PersonKeys.Kept fresh(String customer) {
        String id = ids.next().toString();
        return new PersonKeys.Kept(id, customer, master.freshWrapped(id, customer));
    }

    private PersonKey remembered(PersonKeys.Kept kept, long dropsBefore) {
        PersonKey key = PersonKey.of(master, kept);
        cache.put(key, dropsBefore);
        return key;
    }

    @Override
    public void close() {
        asked.close();
        forgettings.close();
    }
}
