package waybill.server.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import waybill.engine.postgres.DatabaseAddress;
import waybill.engine.postgres.embedded.TemporaryPostgres;
import waybill.server.Main;
import waybill.server.neighbours.Elsewhere.Nobody;

/** What keeps {@code waybill server} from starting is one sentence, and nothing is left running. */
class StartingTest {
    @AutoClose
    private final Nobody nobody = new Nobody();

    @TempDir
    private Path folder = Path.of("");

    /** The one sentence that the command line says. */
    private String complaint(String config, String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("waybill.properties"), config);
        CommandLine commands = Main.commandLine();
        StringWriter said = new StringWriter();
        commands.setErr(new PrintWriter(said, true));
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--config",
                file.toString(),
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString()));
        assertThat(commands.execute(all.toArray(String[]::new))).isEqualTo(1);
        assertThat(said.toString().lines()).hasSize(1);
        return said.toString().strip();
    }

    private static String inventoryAt(DatabaseAddress address) {
        return "waybill.database.inventory.url=%s\nwaybill.database.inventory.user=%s\nwaybill.database.inventory.password=%s\n"
                .formatted(address.url(), address.user(), address.password());
    }

    @Test
    void roles_and_settings_that_do_not_fit() throws IOException {
        assertThat(complaint("", "server", "--roles=order,billing"))
                .isEqualTo("There is no role \"billing\"; there are order, inventory, payment.");
        assertThat(complaint("", "server", "--roles=order")).startsWith("waybill.inventory.url must be set");
        DatabaseAddress some = new DatabaseAddress("jdbc:postgresql://db/x", "x", "y");
        assertThat(complaint(inventoryAt(some), "server")).startsWith("waybill.database.order.url must be set");
        assertThat(complaint(inventoryAt(some), "run"))
                .startsWith("waybill.database.inventory.url is for waybill server");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void a_database_that_is_away() throws IOException {
        String url = "jdbc:postgresql://127.0.0.1:" + nobody.address().getPort() + "/inventory";
        assertThat(complaint(
                        inventoryAt(new DatabaseAddress(url, "shop", "very_secret")), "server", "--roles=inventory"))
                .startsWith("The database of inventory (shop at " + url + ") cannot be used: Connection")
                .doesNotContain("very_secret");
    }

    @Test
    void a_password_that_is_wrong() throws IOException {
        DatabaseAddress real = TemporaryPostgres.freshDatabase();
        DatabaseAddress wrong = new DatabaseAddress(real.url(), real.user(), "wrong");
        assertThat(complaint(inventoryAt(wrong), "server", "--roles=inventory"))
                .contains("cannot be used: FATAL: password authentication failed");
    }
}
