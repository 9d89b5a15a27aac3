package waybill.engine.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import waybill.testkit.engine.purse.Pot;

/** The pots as shared rows. */
final class PotTable implements SharedTable<Pot> {
    private static final String LOCK =
            "SELECT name, coins, out FROM pot WHERE name = ANY (?::text[]) ORDER BY name FOR UPDATE";

    @Override
    public Map<String, Pot> lock(Connection connection, SortedSet<String> names) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOCK)) {
            Binder.of(query).texts(names, name -> name);
            Map<String, Pot> pots = new HashMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    pots.put(row.getString(1), new Pot(row.getString(1), row.getLong(2), row.getLong(3)));
                }
            }
            return pots;
        }
    }

    @Override
    public String insertSql() {
        return """
                INSERT INTO pot (name, coins, out) SELECT * FROM unnest(?::text[], ?::bigint[], ?::bigint[])
                RETURNING 1
                """;
    }

    @Override
    public String updateSql() {
        return """
                UPDATE pot p SET coins = v.coins, out = v.out
                FROM unnest(?::text[], ?::bigint[], ?::bigint[]) AS v(name, coins, out) WHERE p.name = v.name
                RETURNING 1
                """;
    }

    @Override
    public void bind(Collection<Pot> pots, Binder binder) throws SQLException {
        binder.texts(pots, Pot::name).longs(pots, Pot::coins).longs(pots, Pot::out);
    }
}
