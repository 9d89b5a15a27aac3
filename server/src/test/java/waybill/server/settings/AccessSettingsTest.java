package waybill.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import waybill.engine.http.access.jwt.TokenRules;

/** Half a lock is none, and a house without a lock has no door to the street. */
class AccessSettingsTest {
    private static final String WHOLE = """
            waybill.access.jwt.issuer = https://login.example
            waybill.access.jwt.audience = waybill
            waybill.access.jwt.jwks-url = https://login.example/keys
            """;

    @TempDir
    private Path folder = Path.of("");

    private AccessSettings read(String file) throws IOException {
        Path config = Files.writeString(folder.resolve("waybill.properties"), file);
        return Settings.read(config, Map.of()).access();
    }

    @Test
    void tokens_of_an_issuer_are_accepted_as_it_is_set() throws IOException {
        AccessSettings.Tokens tokens = read(WHOLE).tokens().orElseThrow();

        assertThat(tokens.rules())
                .isEqualTo(new TokenRules(
                        "https://login.example", "waybill", Set.of("RS256", "ES256", "PS256"), "customer_id"));
        assertThat(tokens.keys())
                .isEqualTo(new AccessSettings.Keys.Published(URI.create("https://login.example/keys")));
        AccessSettings other = read(WHOLE
                + "waybill.access.jwt.algorithms = ES512, ES384\n"
                + "waybill.access.jwt.customer-claim = https://shop.example/customer\n");
        assertThat(other.tokens().orElseThrow().rules().algorithms()).containsExactlyInAnyOrder("ES384", "ES512");
        assertThat(other.tokens().orElseThrow().rules().customerClaim()).isEqualTo("https://shop.example/customer");
        assertThat(read("waybill.access.api-keys=true").isOn()).isTrue();
        assertThat(read("waybill.access.api-keys=false").isOn()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            issuer=https://a                                 | waybill.access.jwt.audience must be set where other settings of access.jwt are.
            audience=waybill                                 | waybill.access.jwt.issuer must be set where other settings of access.jwt are.
            algorithms=RS256                                 | waybill.access.jwt.issuer must be set where other settings of access.jwt are.
            customer-claim=cid                               | waybill.access.jwt.issuer must be set where other settings of access.jwt are.
            issuer=a audience=b                              | Exactly one of waybill.access.jwt.jwks-url and waybill.access.jwt.jwks-file must be set: without the issuer's keys no token can be checked.
            issuer=a audience=b jwks-url=https://a jwks-file=/b | Exactly one of waybill.access.jwt.jwks-url and waybill.access.jwt.jwks-file must be set: without the issuer's keys no token can be checked.
            issuer=a audience=b jwks-url=http://login.example/keys | waybill.access.jwt.jwks-url must be an https address, or an http address on this machine, not http://login.example/keys.
            issuer=a audience=b jwks-url=http://127.0.0.1.example/keys | waybill.access.jwt.jwks-url must be an https address, or an http address on this machine, not http://127.0.0.1.example/keys.
            issuer=a audience=b jwks-url=https://me:very_secret@login.example/keys | waybill.access.jwt.jwks-url must not hold a name or a password.
            issuer=a audience=b jwks-url=file:///etc/passwd  | waybill.access.jwt.jwks-url must be an http or https address, not file:///etc/passwd.
            issuer=a audience=b jwks-file=/nowhere/keys      | The file /nowhere/keys that waybill.access.jwt.jwks-file names cannot be read.
            issuer=a audience=b jwks-url=https://a algorithms=none | waybill.access.jwt.algorithms must be some of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, not none.
            issuer=a audience=b jwks-url=https://a algorithms=RS256,HS256 | waybill.access.jwt.algorithms must be some of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, not RS256,HS256.
            """)
    void half_a_lock_stops_the_start(String settings, String sentence) {
        String file = "waybill.access.jwt." + settings.strip().replace(" ", "\nwaybill.access.jwt.");

        assertThatThrownBy(() -> read(file)).isInstanceOf(BadSettings.class).hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            not json                                         | it is not a JWK set
            {"keys":[]}                                      | no key in it can check a signature
            {"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"a"}]} | no key in it can check a signature
            """)
    void a_file_without_a_usable_key_is_said(String content, String why) throws IOException {
        Path file = Files.writeString(folder.resolve("keys.json"), content);

        assertThatThrownBy(() -> read("waybill.access.jwt.issuer=a\nwaybill.access.jwt.audience=b\n"
                        + "waybill.access.jwt.jwks-file=" + file))
                .hasMessage(
                        "The file " + file + " that waybill.access.jwt.jwks-file names cannot be used: " + why + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.53", "127.255.255.254", "::1", "[::1]", "localhost", "LOCALHOST"})
    void without_a_lock_this_machine_may_come_in(String host) {
        Settings.usual().access().mustSuit(host);

        assertThat(Loopback.isAll(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0", "::", "10.0.0.7", "192.168.1.1", "128.0.0.1", "::ffff:10.0.0.7", "fe80::1", "", " "})
    void and_nobody_else(String host) {
        assertThatThrownBy(() -> Settings.usual().access().mustSuit(host))
                .isInstanceOf(BadSettings.class)
                .hasMessage("Without authentication Waybill listens to this machine only, not on " + host
                        + ": set waybill.access.api-keys or waybill.access.jwt.issuer, or leave out --host.");
    }

    @Test
    void with_one_it_listens_wherever_it_is_told_to() throws IOException {
        read("waybill.access.api-keys=true").mustSuit("0.0.0.0");
        read(WHOLE).mustSuit("0.0.0.0");

        assertThat(read(WHOLE).isOn()).isTrue();
    }
}
