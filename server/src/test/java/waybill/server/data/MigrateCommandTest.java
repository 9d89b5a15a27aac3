package waybill.server.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waybill.engine.postgres.DatabaseAddress;
import waybill.engine.postgres.embedded.TemporaryPostgres;

/** Given databases are brought up to date before a version starts on them, and nothing else is needed for that. */
class MigrateCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private String settings(String... lines) {
        try {
            return Files.writeString(folder.resolve("waybill.properties"), String.join("\n", lines))
                    .toString();
        } catch (IOException unwritable) {
            throw new java.io.UncheckedIOException(unwritable);
        }
    }

    private static String database(String service, DatabaseAddress address) {
        String key = "waybill.database." + service + ".";
        return key + "url=" + address.url() + "\n" + key + "user=" + address.user() + "\n" + key + "password="
                + address.password();
    }

    private static boolean hasTable(DatabaseAddress address, String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                ResultSet found = connection.getMetaData().getTables(null, null, name, new String[] {"TABLE"})) {
            return found.next();
        }
    }

    @Test
    void an_empty_database_gets_its_tables_and_a_second_time_changes_nothing() throws SQLException {
        DatabaseAddress stock = TemporaryPostgres.freshDatabase();
        String config = settings(database("inventory", stock));
        for (int time = 0; time < 2; time++) {
            Ending ending = Ending.of("migrate", "--config", config);
            assertThat(ending.code()).as(ending.complained()).isZero();
            assertThat(ending.said()).containsExactly("The database of inventory (" + stock + ") is up to date.");
        }
        assertThat(hasTable(stock, "stock")).isTrue();
    }

    @Test
    void only_the_databases_of_the_roles_that_are_named_are_touched() throws SQLException {
        DatabaseAddress orders = TemporaryPostgres.freshDatabase();
        DatabaseAddress stock = TemporaryPostgres.freshDatabase();
        Ending ending = Ending.of(
                "migrate",
                "--roles=order",
                "--config",
                settings(database("order", orders), database("inventory", stock)));
        assertThat(ending.code()).as(ending.complained()).isZero();
        assertThat(hasTable(orders, "schema_history")).isTrue();
        assertThat(hasTable(stock, "schema_history")).isFalse();
    }

    @Test
    void who_names_no_database_is_told_so() {
        Ending ending = Ending.of("migrate");
        assertThat(ending.code()).isEqualTo(1);
        assertThat(ending.complained()).startsWith("No database is set.");
        assertThat(Ending.of("migrate", "--roles=payment", "--config", settings(database("order", nowhere())))
                        .complained())
                .startsWith("waybill.database.payment.url must be set");
    }

    @Test
    void a_database_that_is_away_ends_it_with_one_sentence() {
        Ending ending = Ending.of("migrate", "--config", settings(database("order", nowhere())));
        assertThat(ending.code()).isEqualTo(1);
        assertThat(ending.complained())
                .startsWith("The database of order (nobody at jdbc:postgresql://127.0.0.1:1/orders) cannot be used: ")
                .hasLineCount(1);
    }

    private static DatabaseAddress nowhere() {
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/orders", "nobody", "none");
    }
}
