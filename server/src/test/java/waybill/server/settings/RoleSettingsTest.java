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
import waybill.engine.postgres.DatabaseAddress;

/** What has to be set for the roles of a process. */
class RoleSettingsTest {
    private static final String ORDER = database("order");
    private static final String INVENTORY = database("inventory");
    private static final String KEY = "waybill.personal-data.master-key=something\n";

    @TempDir
    private Path folder = Path.of("");

    private static String database(String service) {
        return """
                waybill.database.%1$s.url=jdbc:postgresql://db/%1$s
                waybill.database.%1$s.user=%1$s
                waybill.database.%1$s.password=very_secret
                """.formatted(service);
    }

    private Settings read(String file) {
        try {
            return Settings.read(Files.writeString(folder.resolve("waybill.properties"), file), Map.of());
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void roles_are_named_by_their_services() {
        assertThat(Role.parse("order,inventory,payment")).isEqualTo(Role.all());
        assertThat(Role.parse(" payment , order ")).containsExactlyInAnyOrder(Role.ORDER, Role.PAYMENT);
        assertThat(Role.parse("")).isEqualTo(Role.all());
        assertThat(Role.parse("auditor")).isEmpty();
        assertThatThrownBy(() -> Role.parse("order,auditor"))
                .hasMessage("There is no role \"auditor\"; there are order, inventory, payment.");
        assertThatThrownBy(() -> Role.parse("order,billing"))
                .hasMessage("There is no role \"billing\"; there are order, inventory, payment.");
        assertThatThrownBy(() -> Role.parse("order,,payment"))
                .hasMessage("There is no role \"\"; there are order, inventory, payment.");
        assertThatThrownBy(() -> Role.parse("order,order")).hasMessage("The role order is named twice.");
    }

    @Test
    void databases_are_read_with_their_passwords_and_never_show_them() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "very_secret_too\n");
        Settings settings = read(ORDER + """
                waybill.database.payment.url=jdbc:postgresql://db/payment
                waybill.database.payment.user=payment
                waybill.database.payment.password-file=%s
                waybill.services.token=very_secret_as_well
                """.formatted(password));
        assertThat(settings.databases().of(Role.ORDER))
                .isEqualTo(new DatabaseAddress("jdbc:postgresql://db/order", "order", "very_secret"));
        assertThat(settings.databases().of(Role.PAYMENT).password()).isEqualTo("very_secret_too");
        assertThat(settings.services().token().orElseThrow().reveal()).isEqualTo("very_secret_as_well");
        assertThat(settings.toString()).doesNotContain("very_secret");
    }

    @Test
    void the_auditor_needs_the_databases_of_all_services_and_no_key() {
        assertThatThrownBy(() -> Settings.usual().mustSuit(Set.of()))
                .hasMessage("The auditor reads the databases of all three services;"
                        + " waybill.database.order.url and the others must be set.");
        assertThatThrownBy(() -> read(ORDER + INVENTORY).mustSuit(Set.of()))
                .hasMessageStartingWith("waybill.database.payment.url must be set");
        read(ORDER + INVENTORY + database("payment")).mustSuit(Set.of());
    }

    @Test
    void where_no_database_is_given_the_process_brings_its_own() {
        Settings.usual().mustSuit(Role.all());
        Settings.usual().mustSuitOneProcess();
        assertThat(Settings.usual().databases().isEmpty()).isTrue();
        read(ORDER + INVENTORY + database("payment") + KEY).mustSuit(Role.all());
        read(INVENTORY).mustSuit(Set.of(Role.INVENTORY));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            url=jdbc:postgresql://db/x                                      | waybill.database.order.url, waybill.database.order.user and waybill.database.order.password (or waybill.database.order.password-file) belong together; only some of them are set.
            user=x                                                          | waybill.database.order.url, waybill.database.order.user and waybill.database.order.password (or waybill.database.order.password-file) belong together; only some of them are set.
            url=postgres://db/x;user=x;password=y                           | waybill.database.order.url must begin with jdbc:postgresql:// and name a host.
            url=jdbc:postgresql://;user=x;password=y                        | waybill.database.order.url must begin with jdbc:postgresql:// and name a host.
            url=jdbc:postgresql://db/x?password=z;user=x;password=y         | waybill.database.order.url must not hold a password; that is what waybill.database.order.password is for.
            url=jdbc:postgresql://db/x;user=x;password=y;password-file=/z   | The file /z that waybill.database.order.password-file names cannot be read.
            """)
    void a_database_that_cannot_be_used_is_said_in_one_sentence(String given, String sentence) {
        String file = "waybill.database.order." + given.replace(";", "\nwaybill.database.order.");
        assertThatThrownBy(() -> read(file)).isInstanceOf(BadSettings.class).hasMessage(sentence);
    }

    @Test
    void two_services_on_one_database_are_refused() {
        String same = INVENTORY.replace("jdbc:postgresql://db/inventory", "jdbc:postgresql://db/order?ssl=true");
        assertThatThrownBy(() -> read(ORDER + same))
                .hasMessage("waybill.database.order.url and waybill.database.inventory.url are the same database;"
                        + " every service needs one of its own.");
    }

    @Test
    void a_mix_of_given_databases_and_none_is_refused() {
        assertThatThrownBy(() -> read(ORDER + KEY).mustSuit(Role.all()))
                .hasMessage("waybill.database.inventory.url must be set: the process has the role inventory,"
                        + " and other services have databases of their own.");
        assertThatThrownBy(() -> read(INVENTORY).mustSuit(Set.of(Role.PAYMENT)))
                .hasMessageStartingWith("waybill.database.payment.url must be set");
        assertThatThrownBy(() -> read(INVENTORY).mustSuitOneProcess())
                .hasMessage("waybill.database.inventory.url is for waybill server; waybill run brings its own"
                        + " databases, in the directory --data.");
    }

    @Test
    void an_order_service_without_its_neighbours_needs_their_addresses() {
        assertThatThrownBy(() -> Settings.usual().mustSuit(Set.of(Role.ORDER)))
                .hasMessage("waybill.inventory.url must be set: the role order asks inventory,"
                        + " which does not run in this process.");
        assertThatThrownBy(() -> Settings.usual().mustSuit(Set.of(Role.ORDER, Role.INVENTORY)))
                .hasMessage("waybill.payment.url must be set: the role order asks payment,"
                        + " which does not run in this process.");
        Settings.usual().mustSuit(Set.of(Role.INVENTORY, Role.PAYMENT));
        Settings apart = read("waybill.inventory.url=http://inventory:8080\nwaybill.payment.url=https://pay/\n");
        apart.mustSuit(Set.of(Role.ORDER));
        assertThat(apart.services().inventory()).hasValue(URI.create("http://inventory:8080"));
        assertThatThrownBy(() -> read("waybill.inventory.url=inventory:8080"))
                .hasMessage("waybill.inventory.url must be an http or https address, not inventory:8080.");
    }

    @Test
    void orders_in_a_given_database_need_a_given_master_key() {
        Set<Role> all = Role.all();
        String databases = ORDER + INVENTORY + database("payment");
        assertThatThrownBy(() -> read(databases).mustSuit(all))
                .hasMessage("waybill.personal-data.master-key or waybill.personal-data.master-key-file must be set:"
                        + " every process on the database of orders needs the same key.");
        read(databases).mustSuit(Set.of(Role.INVENTORY, Role.PAYMENT));
    }
}
