package waybill.engine.postgres.archive;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import waybill.engine.postgres.DatabaseAddress;

/** Connections for reading and writing whole tables: for as long as that takes, and with the plans that fit. */
final class Plain {
    private Plain() {}

    static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.url(), address.user(), address.password());
    }
}
