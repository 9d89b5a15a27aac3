package waybill.server.settings;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import waybill.engine.http.access.jwt.IssuerKeys;
import waybill.engine.http.access.jwt.TokenRules;

/**
 * Who is let in. Where nothing is set, whoever reaches the process may do everything, so it listens to this machine
 * only.
 *
 * @param tokens whose access tokens are accepted; none if no tokens are
 * @param apiKeys whether API keys are accepted
 */
public record AccessSettings(Optional<Tokens> tokens, boolean apiKeys) {
    private static final List<Key> OF_TOKENS = List.of(
            Key.ACCESS_JWT_ISSUER,
            Key.ACCESS_JWT_AUDIENCE,
            Key.ACCESS_JWT_JWKS_URL,
            Key.ACCESS_JWT_JWKS_FILE,
            Key.ACCESS_JWT_ALGORITHMS,
            Key.ACCESS_JWT_CUSTOMER_CLAIM);

    /** Access tokens of one issuer. */
    public record Tokens(TokenRules rules, Keys keys) {}

    /** Where the issuer's keys are. */
    public sealed interface Keys {
        /** Where the issuer publishes them. */
        record Published(URI address) implements Keys {}

        /** In a file that was read. */
        record Given(IssuerKeys keys) implements Keys {}
    }

    static AccessSettings read(Values values) {
        boolean apiKeys = values.flag(Key.ACCESS_API_KEYS);
        return new AccessSettings(
                OF_TOKENS.stream().anyMatch(values::isSet) ? Optional.of(tokens(values)) : Optional.empty(), apiKeys);
    }

    private static Tokens tokens(Values values) {
        for (Key needed : List.of(Key.ACCESS_JWT_ISSUER, Key.ACCESS_JWT_AUDIENCE)) {
            if (!values.isSet(needed)) {
                throw new BadSettings(needed.property() + " must be set where other settings of access.jwt are.");
            }
        }
        return new Tokens(
                new TokenRules(
                        values.text(Key.ACCESS_JWT_ISSUER),
                        values.text(Key.ACCESS_JWT_AUDIENCE),
                        algorithms(values),
                        values.text(Key.ACCESS_JWT_CUSTOMER_CLAIM)),
                keys(values));
    }

    private static Set<String> algorithms(Values values) {
        List<String> named = Stream.of(values.text(Key.ACCESS_JWT_ALGORITHMS).split(",", -1))
                .map(String::strip)
                .toList();
        if (!TokenRules.ALGORITHMS.containsAll(named)) {
            throw values.mustBe(
                    Key.ACCESS_JWT_ALGORITHMS,
                    "some of " + String.join(", ", TokenRules.ALGORITHMS),
                    values.text(Key.ACCESS_JWT_ALGORITHMS));
        }
        return Set.copyOf(named);
    }

    private static Keys keys(Values values) {
        boolean published = values.isSet(Key.ACCESS_JWT_JWKS_URL);
        if (published == values.isSet(Key.ACCESS_JWT_JWKS_FILE)) {
            throw new BadSettings("Exactly one of " + Key.ACCESS_JWT_JWKS_URL.property() + " and "
                    + Key.ACCESS_JWT_JWKS_FILE.property()
                    + " must be set: without the issuer's keys no token can be checked.");
        }
        return published ? new Keys.Published(address(values)) : new Keys.Given(file(values));
    }

    /** Keys that come over a network in the clear could be anybody's. */
    private static URI address(Values values) {
        URI address = values.address(Key.ACCESS_JWT_JWKS_URL);
        if (address.getUserInfo() != null) {
            throw new BadSettings(Key.ACCESS_JWT_JWKS_URL.property() + " must not hold a name or a password.");
        }
        if (!"https".equals(address.getScheme()) && !Loopback.isLiteral(address.getHost())) {
            throw values.mustBe(
                    Key.ACCESS_JWT_JWKS_URL,
                    "an https address, or an http address on this machine",
                    address.toString());
        }
        return address;
    }

    private static IssuerKeys file(Values values) {
        String file = values.text(Key.ACCESS_JWT_JWKS_FILE);
        try {
            return IssuerKeys.parse(Files.readString(Path.of(file)));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new BadSettings(
                    "The file " + file + " that " + Key.ACCESS_JWT_JWKS_FILE.property() + " names cannot be read.");
        } catch (IssuerKeys.Unusable useless) {
            throw new BadSettings("The file " + file + " that " + Key.ACCESS_JWT_JWKS_FILE.property()
                    + " names cannot be used: " + useless.getMessage() + ".");
        }
    }

    /** Whether anybody has to say who they are. */
    public boolean isOn() {
        return apiKeys || tokens.isPresent();
    }

    /**
     * Nobody else reaches a process that lets everybody in.
     *
     * @throws BadSettings if others could
     */
    public void mustSuit(String host) {
        if (!isOn() && !Loopback.isAll(host)) {
            throw new BadSettings("Without authentication Waybill listens to this machine only, not on " + host
                    + ": set " + Key.ACCESS_API_KEYS.property() + " or " + Key.ACCESS_JWT_ISSUER.property()
                    + ", or leave out --host.");
        }
    }
}
