package waybill.order.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waybill.order.domain.Address;
import waybill.order.domain.Customer;
import waybill.order.domain.Hold;
import waybill.order.domain.Line;
import waybill.order.domain.NewOrder;
import waybill.order.domain.Order;
import waybill.order.domain.OrderAction;
import waybill.order.domain.OrderFacts;
import waybill.order.domain.OrderSaga;
import waybill.order.domain.OrderStatus;
import waybill.order.domain.Remark;
import waybill.order.domain.Shortage;
import waybill.order.domain.fulfilment.Fulfilment;
import waybill.order.domain.fulfilment.Quantities;

/** An order as openapi.yaml describes it. */
final class OrderJson {
    private OrderJson() {}

    record Resource(
            String id,
            String status,
            String paymentStatus,
            String fulfillmentStatus,
            long version,
            String currency,
            String total,
            String captured,
            String refunded,
            List<Item> items,
            Map<String, String> customer,
            Map<String, String> shippingAddress,
            Payment payment,
            List<HoldJson> holds,
            @Nullable Failure failure,
            @Nullable Cancellation cancellation,
            List<LedgerJson.ShipmentJson> shipments,
            List<LedgerJson.RefundJson> refunds,
            Saga saga,
            List<String> actions,
            Map<String, String> metadata,
            Instant createdAt,
            Instant updatedAt) {}

    record Item(
            int line,
            String productId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String name,

            int quantity,
            String price,
            String subtotal,
            int shipped,
            int cancelled,
            int refunded) {
        static Item of(Line line, Fulfilment ledger) {
            Quantities quantities = ledger.of(line);
            return new Item(
                    line.number(),
                    line.product().value(),
                    line.name(),
                    line.quantity(),
                    line.price().decimal(),
                    line.subtotal().decimal(),
                    quantities.shipped(),
                    quantities.cancelled(),
                    quantities.refunded());
        }
    }

    record Payment(@Nullable String paymentId, String method) {}

    record HoldJson(String hold, String reason, @Nullable String note, Instant at) {
        static HoldJson of(Hold hold) {
            return new HoldJson(hold.kind().name(), hold.reason(), text(hold.note()), hold.at());
        }
    }

    record Lacking(String productId, int requested, long available) {
        static List<Lacking> of(List<Shortage> shortages) {
            return shortages.stream()
                    .map(s -> new Lacking(s.product().value(), s.requested(), s.available()))
                    .toList();
        }
    }

    record Failure(String reason, boolean retryable, List<Lacking> items, Instant at) {
        static Failure of(Order.Failure failure) {
            return new Failure(failure.reason(), failure.retryable(), Lacking.of(failure.shortages()), failure.at());
        }
    }

    record Cancellation(String reason, @Nullable String note, String by, Instant at) {
        static Cancellation of(Order.Cancellation end) {
            return new Cancellation(end.reason(), text(end.note()), end.by(), end.at());
        }
    }

    record Step(String name, String state, @Nullable Instant at) {}

    record Compensation(
            String name,
            int attempt,
            String state,
            @Nullable Instant at) {}

    record Saga(
            String state, String step, @Nullable Instant deadline, List<Step> steps, List<Compensation> compensations) {
        static Saga of(OrderSaga saga) {
            return new Saga(
                    saga.state().name(),
                    saga.step().name(),
                    saga.deadline(),
                    saga.steps().stream()
                            .map(step ->
                                    new Step(step.name().name(), step.progress().name(), step.at()))
                            .toList(),
                    saga.compensations().stream()
                            .map(c -> new Compensation(
                                    c.what().name(), c.attempt(), c.progress().name(), c.at()))
                            .toList());
        }
    }

    static Resource of(Order.Known order, long version) {
        OrderFacts facts = order.facts();
        NewOrder what = facts.what();
        return new Resource(
                facts.id().value(),
                OrderStatus.of(order).name(),
                OrderStatus.OfPayment.of(order).name(),
                OrderStatus.OfGoods.of(order).name(),
                version,
                what.currency().getCurrencyCode(),
                what.total().decimal(),
                facts.fulfilment().captured(what.currency()).decimal(),
                facts.fulfilment().refunded(what.currency()).decimal(),
                what.lines().stream()
                        .map(line -> Item.of(line, facts.fulfilment()))
                        .toList(),
                customer(what.customer()),
                address(facts.shippingAddress()),
                new Payment(
                        Order.payment(order).map(id -> id.value()).orElse(null),
                        facts.payment().method()),
                facts.holds().stream().map(HoldJson::of).toList(),
                Order.failure(order).map(Failure::of).orElse(null),
                Order.cancellation(order).map(Cancellation::of).orElse(null),
                LedgerJson.shipments(facts),
                LedgerJson.refunds(facts),
                Saga.of(OrderSaga.of(order)),
                OrderAction.of(order).stream().map(OrderAction::wireName).toList(),
                what.metadata(),
                facts.createdAt(),
                facts.updatedAt());
    }

    private static @Nullable String text(@Nullable Remark remark) {
        return remark == null ? null : remark.text();
    }

    private static Map<String, String> customer(Customer customer) {
        return present("id", customer.id(), "name", customer.name(), "email", customer.email());
    }

    private static Map<String, String> address(Address address) {
        return present(
                "street", address.street(),
                "city", address.city(),
                "zip", address.zip(),
                "country", address.country(),
                "state", address.state());
    }

    /** Names and values in turn; a null value leaves its name out. */
    private static Map<String, String> present(@Nullable String... namesAndValues) {
        Map<String, String> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            String name = namesAndValues[i];
            String value = namesAndValues[i + 1];
            if (name != null && value != null) {
                members.put(name, value);
            }
        }
        return members;
    }
}
