package waybill.payment.service.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import waybill.engine.core.log.Recorded;
import waybill.engine.postgres.Binder;
import waybill.engine.postgres.views.ViewTables;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentEvent.PaymentInitiated;

/** The index by payment as a view of the log, so that it can be made again from the beginning. */
public final class PaymentIndexView implements ViewTables<PaymentEvent> {
    /** The table it is kept in, written with the events by {@link PaymentIndex}. */
    public static final String TABLE = "payment_index";

    private static final String DDL = "CREATE TABLE payment_index (payment text PRIMARY KEY, for_order text NOT NULL)";

    private static final String INSERT = """
            INSERT INTO payment_index (payment, for_order) SELECT * FROM unnest(?::text[], ?::text[])
            ON CONFLICT DO NOTHING
            """;

    @Override
    public String name() {
        return "payment-index";
    }

    @Override
    public String ddl() {
        return DDL;
    }

    @Override
    public void apply(Connection connection, List<Recorded<PaymentEvent>> events) throws SQLException {
        List<PaymentInitiated> begun = new ArrayList<>();
        for (Recorded<PaymentEvent> recorded : events) {
            if (recorded.event() instanceof PaymentInitiated initiated) {
                begun.add(initiated);
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Binder.of(insert)
                    .texts(begun, event -> event.payment().value())
                    .texts(begun, event -> event.order().value());
            insert.executeUpdate();
        }
    }
}
