package waybill.order.domain.fulfilment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waybill.kernel.Money;
import waybill.kernel.RefundId;
import waybill.kernel.ShipmentId;
import waybill.kernel.TypeId;

/**
 * A part of an order on its way to the customer: its money is captured first, then it ships.
 *
 * @param id also the reference under which the money is captured
 * @param amount the price of its pieces
 */
public record Shipment(
        ShipmentId id,
        List<Portion> portions,
        Money amount,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        State state) {
    public Shipment {
        portions = List.copyOf(portions);
    }

    /** How far it has come. */
    public sealed interface State {}

    /**
     * Its money is being captured.
     *
     * @param deadline when somebody must ask for the capture again
     */
    public record Pending(Instant deadline) implements State {}

    /**
     * Its money is captured and it has left the warehouse.
     *
     * @param captured what was captured for it
     * @param consumed what inventory says that it took out of its books for it
     */
    public record Shipped(Money captured, Consumed consumed, Instant at) implements State {}

    /** Whether inventory's books agree with a shipment. */
    public enum Consumed {
        /** Inventory has not said yet. */
        NOT_YET,
        /** It took exactly these goods out. */
        EXACTLY,
        /** It took others, or more, or fewer: shipped and consumed differ, and somebody must look. */
        DIFFERENTLY
    }

    /**
     * Its money could not be captured; nothing was shipped.
     *
     * @param retryable nobody said no: the same may be tried again
     * @param takenInVain money that was captured nevertheless, and goes back; absent if none was
     */
    public record Abandoned(
            String reason, boolean retryable, @Nullable Money takenInVain, Instant at) implements State {}

    /** Whether its money is still being captured. */
    public boolean isPending() {
        return state instanceof Pending;
    }

    /** Whether it has left the warehouse. */
    public boolean isShipped() {
        return state instanceof Shipped;
    }

    /** The name of the refund by which money goes back that was captured for an abandoned shipment. */
    public static RefundId refundInVain(ShipmentId shipment) {
        return RefundId.of(TypeId.uuid(shipment.value()));
    }

    Shipment in(State next) {
        return new Shipment(id, portions, amount, carrier, trackingNumber, next);
    }
}
