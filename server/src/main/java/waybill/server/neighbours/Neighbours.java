package waybill.server.neighbours;

import waybill.inventory.service.InventoryService;
import waybill.order.service.Payments;
import waybill.order.service.StockCheck;
import waybill.payment.service.PaymentService;

/** The ways from the order service to the others. */
public record Neighbours(StockCheck stock, Payments payments) {
    /** Directly: both run in this process. */
    public static Neighbours here(InventoryService inventory, PaymentService payment) {
        return new Neighbours(new LocalStockCheck(inventory), new LocalPayments(payment));
    }
}
