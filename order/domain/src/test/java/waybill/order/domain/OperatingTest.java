package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static waybill.order.domain.FulfilmentExamples.REFUND;
import static waybill.order.domain.FulfilmentExamples.SAID;
import static waybill.order.domain.FulfilmentExamples.SHIPMENT;
import static waybill.order.domain.FulfilmentExamples.allShippedThen;
import static waybill.order.domain.FulfilmentExamples.begun;
import static waybill.order.domain.FulfilmentExamples.committedThen;
import static waybill.order.domain.FulfilmentExamples.mug;
import static waybill.order.domain.FulfilmentExamples.refundBegun;
import static waybill.order.domain.FulfilmentExamples.requested;
import static waybill.order.domain.FulfilmentExamples.shirts;
import static waybill.order.domain.OrderExamples.ADA;
import static waybill.order.domain.OrderExamples.BERLIN;
import static waybill.order.domain.OrderExamples.CARD;
import static waybill.order.domain.OrderExamples.DEADLINE;
import static waybill.order.domain.OrderExamples.FRAUD;
import static waybill.order.domain.OrderExamples.ID;
import static waybill.order.domain.OrderExamples.LATER;
import static waybill.order.domain.OrderExamples.LATER_DEADLINE;
import static waybill.order.domain.OrderExamples.LINES;
import static waybill.order.domain.OrderExamples.NOON;
import static waybill.order.domain.OrderExamples.PARIS;
import static waybill.order.domain.OrderExamples.PAYMENT;
import static waybill.order.domain.OrderExamples.PAYMENT_2;
import static waybill.order.domain.OrderExamples.TOTAL;
import static waybill.order.domain.OrderExamples.added;
import static waybill.order.domain.OrderExamples.authorized;
import static waybill.order.domain.OrderExamples.confirmed;
import static waybill.order.domain.OrderExamples.created;
import static waybill.order.domain.OrderExamples.createdManual;
import static waybill.order.domain.OrderExamples.declined;
import static waybill.order.domain.OrderExamples.eur;
import static waybill.order.domain.OrderExamples.held;
import static waybill.order.domain.OrderExamples.placed;
import static waybill.order.domain.OrderExamples.returned;
import static waybill.order.domain.OrderExamples.unknown;
import static waybill.order.domain.OrderExamples.unpaid;
import static waybill.order.domain.OrderStory.given;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import waybill.order.domain.Hold.Kind;
import waybill.order.domain.OrderCommand.AddHold;
import waybill.order.domain.OrderCommand.ChangeAddress;
import waybill.order.domain.OrderCommand.NotePaymentExpired;
import waybill.order.domain.OrderCommand.NotePaymentReturned;
import waybill.order.domain.OrderCommand.RecordOperatorAct;
import waybill.order.domain.OrderCommand.RemoveHold;
import waybill.order.domain.OrderCommand.RetrySaga;
import waybill.order.domain.OrderEvent.AnswerWanted;
import waybill.order.domain.OrderEvent.CancelRequested;
import waybill.order.domain.OrderEvent.HoldRemoved;
import waybill.order.domain.OrderEvent.OperatorActed;
import waybill.order.domain.OrderEvent.OrderConfirmed;
import waybill.order.domain.OrderEvent.Party;
import waybill.order.domain.OrderEvent.PaymentExpired;
import waybill.order.domain.OrderEvent.PaymentReturned;
import waybill.order.domain.OrderEvent.ShippingAddressChanged;
import waybill.order.domain.OrderRefusal.HoldSettlesItself;
import waybill.order.domain.OrderRefusal.IllegalTransition;
import waybill.order.domain.OrderSaga.Compensation;
import waybill.order.domain.OrderSaga.Progress;

/** What operators do, where goods go, and what payment does unasked, story by story. */
final class OperatingTest {
    private static final AddHold STOP = new AddHold(ID, FRAUD, "olga", NOON);
    private static final RetrySaga RETRY = new RetrySaga(ID, SAID, "olga", LATER_DEADLINE, LATER);
    private static final OperatorActed RETRIED = new OperatorActed(ID, ADA.id(), "RETRY_SAGA", SAID, "olga", LATER);

    @Test
    void an_operator_stops_an_order_once() {
        given(created(), held())
                .when(STOP)
                .then(added(Kind.OPERATOR))
                .when(STOP)
                .thenNothing("an operator has stopped the order already");
    }

    @Test
    void what_has_left_the_warehouse_is_not_stopped() {
        given(allShippedThen())
                .when(STOP)
                .thenRefused(new IllegalTransition(
                        ID, OrderStatus.SHIPPED, List.of(OrderAction.DELIVER, OrderAction.REFUND)));
    }

    @Test
    void an_order_that_confirms_itself_does_so_when_the_last_hold_goes() {
        given(created(), held(), added(Kind.OPERATOR), authorized(), placed())
                .when(go())
                .then(gone(), new OrderConfirmed(ID, LATER))
                .when(go())
                .thenNothing("the order is not on this hold");
        given(createdManual(), held(), added(Kind.OPERATOR), authorized(), placed())
                .when(go())
                .then(gone());
        given(created(), held(), added(Kind.OPERATOR)).when(go()).then(gone());
    }

    @Test
    void what_the_saga_does_not_know_is_not_a_persons_to_settle() {
        given(created(), held(), unknown(), added(Kind.PAYMENT_UNKNOWN))
                .when(new RemoveHold(ID, Kind.PAYMENT_UNKNOWN, SAID, "olga", LATER))
                .thenRefused(new HoldSettlesItself(ID, Kind.PAYMENT_UNKNOWN));
    }

    @Test
    void the_answer_that_is_waited_for_is_asked_for_again_and_given_more_time() {
        Order.Known order = given(created())
                .when(RETRY)
                .then(RETRIED, wanted(Party.INVENTORY))
                .known();
        assertThat(Order.deadlines(order)).containsEntry("saga", LATER_DEADLINE);
        given(created(), held()).when(RETRY).then(RETRIED, wanted(Party.PAYMENT));
        given(created(), held(), authorized(), placed(), confirmed())
                .when(RETRY)
                .then(RETRIED, wanted(Party.INVENTORY))
                .when(RETRY)
                .thenNothing("this was done already");
    }

    @Test
    void services_that_close_an_order_are_asked_again() {
        given(committedThen(requested()))
                .when(RETRY)
                .then(
                        RETRIED,
                        new CancelRequested(
                                ID, 1, "CUSTOMER_REQUEST", SAID, ADA.id(), "ada", 2, LATER_DEADLINE, LATER));
    }

    @Test
    void payment_is_asked_again_about_a_shipment_and_a_refund() {
        given(committedThen(begun(SHIPMENT, TOTAL, shirts(2), mug())))
                .when(RETRY)
                .then(
                        RETRIED,
                        new FulfilmentEvent.ShipmentChased(ID, 1, SHIPMENT, PAYMENT, TOTAL, LATER_DEADLINE, LATER));
        given(allShippedThen(refundBegun(REFUND, eur(500))))
                .when(RETRY)
                .then(
                        RETRIED,
                        new FulfilmentEvent.RefundChased(ID, 1, REFUND, PAYMENT, eur(500), LATER_DEADLINE, LATER));
    }

    @Test
    void an_order_that_waits_for_nobody_is_not_retried() {
        given(committedThen()).when(RETRY).thenNothing("the order waits for nobody's answer");
    }

    @Test
    void what_an_operator_did_is_in_the_history_once() {
        RecordOperatorAct act = new RecordOperatorAct(ID, "PARKED_EVENT_DISCARDED", SAID, "olga", LATER);
        given(committedThen())
                .when(act)
                .then(new OperatorActed(ID, ADA.id(), "PARKED_EVENT_DISCARDED", SAID, "olga", LATER))
                .when(act)
                .thenNothing("this was recorded already");
    }

    @Test
    void the_goods_go_somewhere_else_and_both_addresses_are_kept() {
        Order.Known order = given(committedThen())
                .when(new ChangeAddress(ID, PARIS, NOON))
                .then(new ShippingAddressChanged(ID, ADA.id(), BERLIN, PARIS, NOON))
                .known();
        assertThat(order.facts().shippingAddress()).isEqualTo(PARIS);
        assertThat(order.facts().what().shippingAddress()).isEqualTo(BERLIN);
        given(committedThen()).when(new ChangeAddress(ID, BERLIN, NOON)).thenNothing("the goods go there already");
    }

    @Test
    void goods_that_are_on_their_way_keep_their_address() {
        given(committedThen(begun(SHIPMENT, TOTAL, shirts(2), mug())))
                .when(new ChangeAddress(ID, PARIS, NOON))
                .thenRefused(new IllegalTransition(ID, OrderStatus.CONFIRMED, List.of(OrderAction.HOLD)));
    }

    @Test
    void money_given_back_ends_its_compensation() {
        NotePaymentReturned back = new NotePaymentReturned(ID, 1, PAYMENT_2, LATER);
        Order.Known order = given(committedThen(returned(1, PAYMENT_2)))
                .when(back)
                .then(new PaymentReturned(ID, 1, PAYMENT_2, LATER))
                .known();
        assertThat(OrderSaga.of(order).compensations())
                .containsExactly(new Compensation(Compensation.What.RETURN_PAYMENT, 1, Progress.DONE, LATER));
        given(committedThen(returned(1, PAYMENT_2), new PaymentReturned(ID, 1, PAYMENT_2, LATER)))
                .when(back)
                .thenNothing("this payment is known to be given back");
    }

    @Test
    void an_authorization_that_runs_out_shows() {
        Order.Known order = given(committedThen())
                .when(new NotePaymentExpired(ID, 1, PAYMENT, LATER))
                .then(new PaymentExpired(ID, 1, PAYMENT, LATER))
                .known();
        assertThat(OrderStatus.OfPayment.of(order)).isEqualTo(OrderStatus.OfPayment.EXPIRED);
        given(committedThen())
                .when(new NotePaymentExpired(ID, 1, PAYMENT_2, LATER))
                .thenNothing("the order does not live on this payment");
    }

    @Test
    void a_deadline_is_overdue_when_its_time_has_come() {
        Order waiting = given(created()).order();
        assertThat(OrderDeadlines.isOverdue(waiting, DEADLINE.minusMillis(1))).isFalse();
        assertThat(OrderDeadlines.isOverdue(waiting, DEADLINE)).isTrue();
        assertThat(OrderDeadlines.isOverdue(given(declined1()).order(), DEADLINE))
                .isFalse();
    }

    @Test
    void a_deadline_of_another_name_is_none_of_an_order() {
        OrderDeadlines.Spans spans = new OrderDeadlines.Spans(Duration.ofMinutes(15), Duration.ofMinutes(1));
        assertThatIllegalArgumentException().isThrownBy(() -> OrderDeadlines.commandAt(ID, "hold-1", NOON, spans));
    }

    @Test
    void a_remark_never_shows_in_a_log() {
        assertThat(STOP.toString()).doesNotContain("fraud");
    }

    private static OrderEvent[] declined1() {
        return new OrderEvent[] {created(), held(), declined(), unpaid()};
    }

    private static RemoveHold go() {
        return new RemoveHold(ID, Kind.OPERATOR, SAID, "olga", LATER);
    }

    private static HoldRemoved gone() {
        return new HoldRemoved(ID, Kind.OPERATOR, "OPERATOR", SAID, ADA.id(), "olga", LATER);
    }

    private static AnswerWanted wanted(Party from) {
        return new AnswerWanted(ID, 1, from, LINES, TOTAL, CARD, LATER_DEADLINE, LATER);
    }
}
