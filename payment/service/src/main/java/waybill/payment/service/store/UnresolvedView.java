package waybill.payment.service.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import waybill.engine.core.log.Recorded;
import waybill.engine.postgres.Binder;
import waybill.engine.postgres.views.ViewTables;
import waybill.kernel.TransactionId;
import waybill.payment.domain.CaptureEvent;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.RefundEvent;
import waybill.payment.domain.TransactionStatus;

/** The view {@code unresolved}: the transactions of which nobody knows what became of them, mostly none. */
public final class UnresolvedView implements ViewTables<PaymentEvent> {
    private static final String DDL = """
            CREATE TABLE unresolved (
                transaction text        PRIMARY KEY,
                for_order   text        NOT NULL,
                status      text        NOT NULL,
                since       timestamptz NOT NULL
            )
            """;

    private static final String FORGET = "DELETE FROM unresolved WHERE transaction = ANY (?::text[])";

    private static final String KEEP = """
            INSERT INTO unresolved (transaction, for_order, status, since)
            SELECT v.transaction, v.for_order, v.status, timestamptz 'epoch' + v.since * interval '1 microsecond'
            FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[]) AS v(transaction, for_order, status, since)
            ON CONFLICT (transaction) DO UPDATE SET status = EXCLUDED.status, since = EXCLUDED.since
            """;

    private record Row(TransactionId transaction, String order, TransactionStatus status, Instant since) {}

    @Override
    public String name() {
        return "unresolved";
    }

    @Override
    public String ddl() {
        return DDL;
    }

    @Override
    public void apply(Connection connection, List<Recorded<PaymentEvent>> events) throws SQLException {
        Map<TransactionId, Optional<Row>> rows = new LinkedHashMap<>();
        for (Recorded<PaymentEvent> recorded : events) {
            if (recorded.event() instanceof PaymentEvent.OfTransaction event) {
                note(event, rows);
            }
        }
        write(connection, rows);
    }

    /** What is known of a transaction after the event: a row, or none because it is known what became of it. */
    private static void note(PaymentEvent.OfTransaction event, Map<TransactionId, Optional<Row>> rows) {
        switch (event) {
            case PaymentEvent.PaymentUnknown _,
                    PaymentEvent.VoidUnknown _,
                    CaptureEvent.CaptureUnknown _,
                    RefundEvent.RefundUnknown _ -> rows.put(event.transaction(), row(event, TransactionStatus.UNKNOWN));
            case PaymentEvent.ReviewRequired _ ->
                rows.put(event.transaction(), row(event, TransactionStatus.MANUAL_REVIEW));
            case PaymentEvent.PaymentAuthorized _,
                    PaymentEvent.PaymentDeclined _,
                    PaymentEvent.PaymentFailed _,
                    PaymentEvent.PaymentVoided _,
                    PaymentEvent.VoidFailed _,
                    CaptureEvent.PaymentCaptured _,
                    CaptureEvent.CaptureDeclined _,
                    CaptureEvent.CaptureFailed _,
                    RefundEvent.PaymentRefunded _,
                    RefundEvent.RefundDeclined _,
                    RefundEvent.RefundFailed _ -> rows.put(event.transaction(), Optional.empty());
            case PaymentEvent.PaymentInitiated _,
                    PaymentEvent.AuthorizationWithheld _,
                    PaymentEvent.AuthorizationExpired _,
                    PaymentEvent.CheckScheduled _,
                    PaymentEvent.CheckRequested _,
                    PaymentEvent.TransactionResolved _,
                    PaymentEvent.OutcomeRestated _,
                    PaymentEvent.VoidInitiated _,
                    CaptureEvent.CaptureInitiated _,
                    RefundEvent.RefundInitiated _ -> {}
        }
    }

    private static Optional<Row> row(PaymentEvent.OfTransaction event, TransactionStatus status) {
        return Optional.of(new Row(event.transaction(), event.order().value(), status, event.at()));
    }

    private static void write(Connection connection, Map<TransactionId, Optional<Row>> rows) throws SQLException {
        List<TransactionId> known = rows.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!known.isEmpty()) {
            try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
                Binder.of(forget).texts(known, TransactionId::value);
                forget.executeUpdate();
            }
        }
        List<Row> unknown = rows.values().stream().flatMap(Optional::stream).toList();
        if (!unknown.isEmpty()) {
            try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
                Binder.of(keep)
                        .texts(unknown, row -> row.transaction().value())
                        .texts(unknown, Row::order)
                        .texts(unknown, row -> row.status().name())
                        .instants(unknown, Row::since);
                keep.executeUpdate();
            }
        }
    }
}
