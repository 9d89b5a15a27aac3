package waybill.engine.http.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows every client the identity that is there when it says hello; a handshake under way keeps the one it began with,
 * because the name of a key is the identity's own number.
 */
final class PresentedKey extends X509ExtendedKeyManager {
    private record Numbered(String name, Identity identity) {}

    private volatile Numbered current;
    private volatile Numbered before;

    PresentedKey(Identity first) {
        this.current = new Numbered("0", first);
        this.before = current;
    }

    Identity identity() {
        return current.identity;
    }

    synchronized void present(Identity next) {
        before = current;
        current = new Numbered(Integer.toString(Integer.parseInt(current.name) + 1), next);
    }

    private @Nullable String nameFor(String keyType) {
        Numbered now = current;
        String algorithm = now.identity.key().getAlgorithm();
        boolean suits = keyType.equals(algorithm)
                || (keyType.startsWith("EC") && algorithm.equals("EC"))
                || (keyType.startsWith("RSA") && algorithm.equals("RSA"))
                || (keyType.startsWith("Ed") && algorithm.equals("EdDSA"));
        return suits ? now.name : null;
    }

    private @Nullable Identity named(String name) {
        Numbered now = current;
        if (now.name.equals(name)) {
            return now.identity;
        }
        Numbered old = before;
        return old.name.equals(name) ? old.identity : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return nameFor(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return nameFor(keyType);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String name) {
        Identity identity = named(name);
        return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String name) {
        Identity identity = named(name);
        return identity == null ? null : identity.key();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String name = nameFor(keyType);
        return name == null ? null : new String[] {name};
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
