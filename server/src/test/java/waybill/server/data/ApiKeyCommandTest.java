package waybill.server.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.engine.core.access.KeyText;
import waybill.server.Main;
import waybill.server.Waybill;
import waybill.server.settings.Settings;
import waybill.testkit.engine.Eventually;
import waybill.testkit.http.ApiClient;

/** Keys are made, listed and revoked while the shop goes on and while it does not. */
class ApiKeyCommandTest {
    @TempDir
    private Path home = Path.of("");

    @BeforeEach
    void anybody_may_pass_through() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Ending run(String... words) {
        StringWriter complained = new StringWriter();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream console = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            int code =
                    Main.commandLine().setErr(new PrintWriter(complained, true)).execute(words);
            return new Ending(
                    code,
                    said.toString(StandardCharsets.UTF_8).lines().toList(),
                    complained.toString().strip());
        } finally {
            System.setOut(console);
        }
    }

    private Ending create(String... more) {
        List<String> words = new ArrayList<>(List.of("apikey", "create"));
        words.addAll(List.of(more));
        words.addAll(List.of("--data", home.resolve("shop").toString()));
        return run(words.toArray(String[]::new));
    }

    private static int status(ApiClient api, String target, String key) {
        return api.get(target, "Authorization", "Bearer " + key).status();
    }

    @Test
    void a_key_opens_the_shop_until_it_is_revoked() {
        Path data = home.resolve("shop");
        Settings locked = Settings.read(null, Map.of("WAYBILL_ACCESS_API_KEYS", "true"));
        try (Waybill shop = Waybill.start("127.0.0.1", 0, data, locked);
                ApiClient api = ApiClient.at(shop.address().getPort())) {
            assertThat(api.get("/orders").status()).isEqualTo(401);
            Ending made =
                    create("--name", "Partner Ltd", "--scopes", "orders:read,inventory:read", "--expires", "P90D");
            assertThat(made.code()).as(made.complained()).isZero();
            String key = made.said().getLast();
            String id = KeyText.parse(key).orElseThrow().id();
            assertThat(made.said().getFirst())
                    .startsWith("The key " + id + " of Partner Ltd may inventory:read orders:read until 2");
            Eventually.holds(() -> assertThat(status(api, "/orders", key)).isEqualTo(200));
            assertThat(status(api, "/inventory/items", key)).isEqualTo(200);
            assertThat(status(api, "/payments?orderId=ord_01kantm5x9f3sb2q7h6m0r4d8e", key))
                    .isEqualTo(403);

            Ending revoked = run("apikey", "revoke", key, "--data", data.toString());
            assertThat(revoked.said()).containsExactly("The key " + id + " is revoked.");
            Eventually.holds(() -> assertThat(status(api, "/orders", key)).isEqualTo(401));
        }
        Ending listed = run("apikey", "list", "--data", data.toString());
        assertThat(listed.said()).hasSize(1);
        assertThat(listed.said().getFirst())
                .matches("[0-9a-f]{16}  inventory:read,orders:read  made \\S+  revoked \\S+  Partner Ltd");
    }

    @Test
    void a_key_can_be_made_before_the_shop_is_opened_again() {
        Path data = home.resolve("shop");
        Waybill.start("127.0.0.1", 0, data, Settings.usual()).close();
        assertThat(run("apikey", "list", "--data", data.toString()).said()).containsExactly("There are no API keys.");
        Ending made = create("--name", "till", "--scopes", "ops:read");
        assertThat(made.said().getFirst()).endsWith("may ops:read until it is revoked. It is shown only now:");
        Settings locked = Settings.read(null, Map.of("WAYBILL_ACCESS_API_KEYS", "true"));
        try (Waybill shop = Waybill.start("127.0.0.1", 0, data, locked);
                ApiClient api = ApiClient.at(shop.address().getPort())) {
            assertThat(status(api, "/sagas", made.said().getLast())).isEqualTo(200);
        }
        assertThat(run("apikey", "revoke", "0000000000000000", "--data", data.toString())
                        .complained())
                .isEqualTo("There is no key 0000000000000000.");
        assertThat(run("apikey", "list", "--data", data.toString()).said().getFirst())
                .endsWith("  valid  till");
        expectNoKeyInAnExport(data);
    }

    @Test
    void a_key_of_the_platform_is_known_once_it_was_said_and_does_not_come_back_after_it_was_revoked()
            throws IOException {
        Path data = home.resolve("shop");
        Waybill.start("127.0.0.1", 0, data, Settings.usual()).close();
        KeyText key = KeyText.fresh(new SecureRandom());
        String file =
                Files.writeString(home.resolve("key"), key.reveal() + "\n").toString();
        String[] said = {"--name", "order", "--scopes", "inventory:read,payments:write", "--key-file", file};
        Ending known =
                new Ending(0, List.of("The key " + key.id() + " of order may inventory:read payments:write."), "");
        assertThat(create(said)).isEqualTo(known);
        assertThat(create(said)).isEqualTo(known);
        Settings locked = Settings.read(null, Map.of("WAYBILL_ACCESS_API_KEYS", "true"));
        try (Waybill shop = Waybill.start("127.0.0.1", 0, data, locked);
                ApiClient api = ApiClient.at(shop.address().getPort())) {
            assertThat(status(api, "/inventory/items", key.reveal())).isEqualTo(200);
        }
        assertThat(create("--name", "order", "--scopes", "ops:write", "--key-file", file)
                        .complained())
                .isEqualTo("There is a key " + key.id()
                        + " already, with another secret or other scopes; make another one.");
        run("apikey", "revoke", key.id(), "--data", data.toString());
        assertThat(create(said).complained()).isEqualTo("The key " + key.id() + " was revoked; make another one.");
        Files.writeString(home.resolve("key"), "secret");
        assertThat(create(said).complained()).startsWith("There is no API key in " + file + ": ");
        Files.delete(home.resolve("key"));
        assertThat(create(said).complained()).isEqualTo("The key file " + file + " cannot be read.");
    }

    /** What was revoked since must not come back. */
    private void expectNoKeyInAnExport(Path data) {
        String file = home.resolve("export.zst").toString();
        String elsewhere = home.resolve("elsewhere").toString();
        assertThat(run("export", file, "--data", data.toString()).code()).isZero();
        assertThat(run("import", file, "--data", elsewhere).code()).isZero();
        assertThat(run("apikey", "list", "--data", elsewhere).said()).containsExactly("There are no API keys.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            till | orders:reed             | P1D  | There is no scope "orders:reed"; there are orders:read, orders:write, inventory:read, inventory:write, payments:read, payments:write, ops:read, ops:write.
            till | orders:read,            | P1D  | There is no scope ""; there are orders:read, orders:write, inventory:read, inventory:write, payments:read, payments:write, ops:read, ops:write.
            till | orders:read             | P0D  | --expires must be a period such as P90D or a moment to come such as 2030-01-01T00:00:00Z, not P0D.
            till | orders:read             | 2020-01-01T00:00:00Z | --expires must be a period such as P90D or a moment to come such as 2030-01-01T00:00:00Z, not 2020-01-01T00:00:00Z.
            till | orders:read             | soon | --expires must be a period such as P90D or a moment to come such as 2030-01-01T00:00:00Z, not soon.
            ' '  | orders:read             | P1D  | --name must be 1 to 100 readable characters.
            """)
    void what_no_key_can_be_made_of_is_said_in_one_sentence(
            String name, String scopes, String expires, String sentence) {
        Ending ending = create("--name", name, "--scopes", scopes, "--expires", expires);

        assertThat(ending).isEqualTo(new Ending(1, List.of(), sentence));
    }

    @Test
    void a_shop_without_locks_is_not_opened_to_the_street() {
        Path data = home.resolve("never");
        Ending ending = run("run", "--host", "0.0.0.0", "--port", "0", "--data", data.toString());

        assertThat(ending.code()).isEqualTo(1);
        assertThat(ending.complained())
                .isEqualTo("Without authentication Waybill listens to this machine only, not on 0.0.0.0:"
                        + " set waybill.access.api-keys or waybill.access.jwt.issuer, or leave out --host.");
        assertThat(data.resolve("postgres")).doesNotExist();
    }
}
