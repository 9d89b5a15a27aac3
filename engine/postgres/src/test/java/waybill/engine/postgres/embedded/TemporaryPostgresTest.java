package waybill.engine.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import waybill.engine.postgres.DatabaseAddress;

final class TemporaryPostgresTest {
    @Test
    void every_fresh_database_is_empty_and_its_roles_own() throws SQLException {
        DatabaseAddress first = TemporaryPostgres.freshDatabase();
        DatabaseAddress second = TemporaryPostgres.freshDatabase();

        assertThat(first.url()).isNotEqualTo(second.url());
        assertThat(first.user()).isNotEqualTo(second.user());
        try (Connection connection = DriverManager.getConnection(first.url(), first.user(), first.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE parcels (id int PRIMARY KEY)");
        }
        try (Connection connection = DriverManager.getConnection(second.url(), second.user(), second.password());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT to_regclass('parcels') IS NULL, current_setting('fsync')")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBoolean(1)).isTrue();
            assertThat(row.getString(2)).isEqualTo("on");
        }
    }
}
