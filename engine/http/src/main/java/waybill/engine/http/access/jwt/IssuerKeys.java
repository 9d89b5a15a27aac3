package waybill.engine.http.access.jwt;

import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.util.List;

/** The public keys of the issuer, as a JWK set (RFC 7517). */
public final class IssuerKeys {
    private static final int RSA_BITS_MIN = 2_048;

    private final JWKSet set;

    private IssuerKeys(JWKSet set) {
        this.set = set;
    }

    /** What can check a signature in this JWK set; secrets, weak keys and keys of unknown kinds are left out. */
    public static IssuerKeys parse(String json) throws Unusable {
        try {
            List<JWK> usable = JWKSet.parse(json).getKeys().stream()
                    .filter(IssuerKeys::isUsable)
                    .map(JWK::toPublicJWK)
                    .toList();
            if (usable.isEmpty()) {
                throw new Unusable("no key in it can check a signature");
            }
            return new IssuerKeys(new JWKSet(usable));
        } catch (ParseException malformed) {
            throw new Unusable("it is not a JWK set");
        }
    }

    /** The keys cannot be used; the message says why, after "because". */
    public static final class Unusable extends Exception {
        Unusable(String why) {
            super(why);
        }
    }

    private static boolean isUsable(JWK key) {
        boolean pair = key instanceof AsymmetricJWK
                && (key.getKeyType().equals(KeyType.RSA) || key.getKeyType().equals(KeyType.EC));
        return pair && (!(key instanceof RSAKey rsa) || rsa.size() >= RSA_BITS_MIN);
    }

    List<JWK> matching(JWKSelector wanted) {
        return wanted.select(set);
    }

    int size() {
        return set.size();
    }

    /** These keys, for as long as the process runs. */
    public JWKSource<SecurityContext> forEver() {
        return (wanted, _) -> matching(wanted);
    }
}
