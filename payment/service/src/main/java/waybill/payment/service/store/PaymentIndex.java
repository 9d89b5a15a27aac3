package waybill.payment.service.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.NewEvent;
import waybill.engine.postgres.Binder;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.Part;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentEvent.AuthorizationWithheld;
import waybill.payment.domain.PaymentEvent.PaymentInitiated;
import waybill.payment.domain.Payments;

/** Finds the order of a payment; written in the same transaction as the payment. */
public final class PaymentIndex implements Part<Payments, PaymentEvent, Void> {
    private static final String INSERT = """
            INSERT INTO payment_index (payment, for_order) SELECT * FROM unnest(?::text[], ?::text[])
            ON CONFLICT DO NOTHING
            RETURNING 1
            """;

    private static final String FIND = "SELECT for_order FROM payment_index WHERE payment = ?";

    private final Database database;

    /** The index in this database. */
    public PaymentIndex(Database database) {
        this.database = database;
    }

    @Override
    public String sql() {
        return INSERT;
    }

    @Override
    public boolean concerns(Batch<Payments, PaymentEvent, Void> batch) {
        return batch.events().stream().anyMatch(event -> payment(event.event()) != null);
    }

    @Override
    public void bind(Batch<Payments, PaymentEvent, Void> batch, Binder binder) throws SQLException {
        List<PaymentEvent> begun = batch.events().stream()
                .<PaymentEvent>map(NewEvent::event)
                .filter(event -> payment(event) != null)
                .toList();
        binder.texts(begun, PaymentIndex::payment)
                .texts(begun, event -> event.order().value());
    }

    /** The payment that this event begins. */
    private static @Nullable String payment(PaymentEvent event) {
        return switch (event) {
            case PaymentInitiated begun -> begun.payment().value();
            case AuthorizationWithheld not -> not.payment().value();
            default -> null;
        };
    }

    /** The order this payment is for, if there is such a payment. */
    public Optional<OrderId> orderOf(PaymentId payment) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(FIND)) {
                query.setString(1, payment.value());
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.of(new OrderId(row.getString(1))) : Optional.empty();
                }
            }
        });
    }
}
