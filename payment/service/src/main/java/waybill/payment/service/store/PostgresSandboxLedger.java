package waybill.payment.service.store;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.engine.postgres.Binder;
import waybill.engine.postgres.Database;
import waybill.kernel.Money;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;
import waybill.payment.service.gateway.SandboxBooking;
import waybill.payment.service.gateway.SandboxEntry;
import waybill.payment.service.gateway.SandboxLedger;

/** The sandbox gateway's books in PostgreSQL: they outlive the process, as a real gateway would. */
public final class PostgresSandboxLedger implements SandboxLedger {
    /** The first entry of a key stays; one statement, so all new entries or none. */
    private static final String RECORD = """
            INSERT INTO sandbox_ledger (key, kind, amount, about, reference, declined_because, script, at)
            SELECT v.key, v.kind, v.amount, v.about, v.reference, v.declined, v.script,
                   timestamptz 'epoch' + v.at * interval '1 microsecond'
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                 AS v(key, kind, amount, about, reference, declined, script, at)
            ON CONFLICT (key) DO NOTHING
            RETURNING key
            """;

    private static final String COLUMNS =
            "SELECT key, kind, amount, about, reference, declined_because, script, at FROM sandbox_ledger ";
    private static final String FIND = COLUMNS + "WHERE key = ANY (?::text[])";
    private static final String ABOUT = COLUMNS + "WHERE key = ? OR about = ? ORDER BY key";
    /** A closed key is nothing that was done or declined. */
    private static final String LIST =
            COLUMNS + "WHERE key > ? AND declined_because IS DISTINCT FROM 'NEVER_CAME' ORDER BY key LIMIT ?";

    private final Database database;
    private final InstantSource clock;

    /** The books in this database. */
    public PostgresSandboxLedger(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is too late is seen when there is a connection, for which an outage may have kept it waiting. */
    @Override
    public List<Optional<SandboxEntry>> record(List<SandboxBooking> bookings) {
        List<SandboxEntry> entries =
                bookings.stream().map(SandboxBooking::entry).toList();
        return database.write(connection -> {
            if (insert(connection, inTime(bookings)).size() == entries.size()) {
                return entries.stream().map(Optional::of).toList();
            }
            Map<String, SandboxEntry> known = find(
                    connection,
                    entries.stream().map(entry -> entry.key().value()).toList());
            return entries.stream()
                    .map(entry -> Optional.ofNullable(known.get(entry.key().value())))
                    .toList();
        });
    }

    private List<SandboxEntry> inTime(List<SandboxBooking> bookings) {
        Instant now = clock.instant();
        return bookings.stream()
                .filter(booking -> !booking.isTooLate(now))
                .map(SandboxBooking::entry)
                .toList();
    }

    private static List<String> insert(Connection connection, List<SandboxEntry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(RECORD)) {
            Binder.of(insert)
                    .texts(entries, entry -> entry.key().value())
                    .texts(entries, entry -> entry.kind().name())
                    .texts(entries, entry -> entry.amount().toString())
                    .texts(entries, PostgresSandboxLedger::about)
                    .texts(entries, SandboxEntry::reference)
                    .texts(entries, SandboxEntry::declinedBecause)
                    .texts(entries, SandboxEntry::script)
                    .instants(entries, SandboxEntry::at);
            List<String> written = new ArrayList<>();
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    written.add(row.getString(1));
                }
            }
            return written;
        }
    }

    @Override
    public Optional<SandboxEntry> find(TransactionId key) {
        return database.read(connection ->
                Optional.ofNullable(find(connection, List.of(key.value())).get(key.value())));
    }

    private static Map<String, SandboxEntry> find(Connection connection, List<String> keys) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            Binder.of(query).texts(keys, key -> key);
            Map<String, SandboxEntry> found = new HashMap<>();
            for (SandboxEntry entry : entries(query)) {
                found.put(entry.key().value(), entry);
            }
            return found;
        }
    }

    @Override
    public List<SandboxEntry> about(TransactionId authorization) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(ABOUT)) {
                query.setString(1, authorization.value());
                query.setString(2, authorization.value());
                return entries(query);
            }
        });
    }

    private static @Nullable String about(SandboxEntry entry) {
        TransactionId authorization = entry.authorization();
        return authorization == null ? null : authorization.value();
    }

    @Override
    public List<SandboxEntry> list(Optional<TransactionId> after, int limit) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(LIST)) {
                query.setString(1, after.map(TransactionId::value).orElse(""));
                query.setInt(2, limit);
                return entries(query);
            }
        });
    }

    private static List<SandboxEntry> entries(PreparedStatement query) throws SQLException {
        List<SandboxEntry> entries = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                entries.add(entry(row));
            }
        }
        return entries;
    }

    private static SandboxEntry entry(ResultSet row) throws SQLException {
        String[] amount = row.getString(3).split(" ", 2);
        String about = row.getString(4);
        return new SandboxEntry(
                new TransactionId(row.getString(1)),
                Kind.valueOf(row.getString(2)),
                Money.of(new BigDecimal(amount[0]), Currency.getInstance(amount[1])),
                about == null ? null : new TransactionId(about),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant());
    }
}
