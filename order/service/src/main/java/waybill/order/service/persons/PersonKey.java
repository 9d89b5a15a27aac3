package waybill.order.service.persons;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** A customer's key: what is sealed with it can be read as long as it exists. */
public final class PersonKey {
    private final String id;
    private final String customer;
    private final @Nullable SecretKey secret;

    private PersonKey(String id, String customer, @Nullable SecretKey secret) {
        this.id = id;
        this.customer = customer;
        this.secret = secret;
    }

    static PersonKey of(MasterKey master, PersonKeys.Kept kept) {
        String wrapped = kept.wrapped();
        return new PersonKey(
                kept.id(),
                kept.customer(),
                wrapped == null ? null : master.unwrapped(kept.id(), kept.customer(), wrapped));
    }

    /** Its name; stands in everything that is sealed with it. */
    public String id() {
        return id;
    }

    /** Whose it is. */
    public String customer() {
        return customer;
    }

    /** Whether the customer was forgotten. */
    public boolean isDestroyed() {
        return secret == null;
    }

    /**
     * Seals a text of this kind.
     *
     * @param kind what it is, for example {@code address}; one kind cannot be passed off as another
     */
    public String seal(String kind, byte[] plain) {
        if (secret == null) {
            throw new IllegalStateException("nothing can be sealed with a destroyed key");
        }
        byte[] box = Seal.close(secret, purpose(kind), plain);
        return SealedText.of(id, Base64.getUrlEncoder().withoutPadding().encodeToString(box));
    }

    /** What was sealed, or null because the customer was forgotten. */
    byte @Nullable [] open(String kind, SealedText sealed) {
        return secret == null ? null : Seal.open(secret, purpose(kind), sealed.box());
    }

    private byte[] purpose(String kind) {
        return ("waybill " + kind + " v1 " + id + " " + customer).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "PersonKey[" + id + "]";
    }
}
