package waybill.payment.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import waybill.contracts.Announcement;
import waybill.contracts.inventory.InventoryAnnouncement;
import waybill.contracts.order.OrderAnnouncement;
import waybill.contracts.payment.PaymentAnnouncement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.feeds.Envelope;
import waybill.engine.core.feeds.LocalTransport;
import waybill.engine.core.resilience.Policy;
import waybill.engine.core.resilience.Retries;
import waybill.engine.core.time.TimedIds;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.embedded.TemporaryPostgres;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;
import waybill.payment.service.gateway.SandboxBooking;
import waybill.payment.service.gateway.SandboxEntry;
import waybill.payment.service.store.PostgresSandboxLedger;
import waybill.testkit.engine.Eventually;
import waybill.testkit.feeds.SpokenFeed;

/** What orders announce and ask, through the engine, PostgreSQL and the sandbox, to what payment announces. */
class PaymentLifeTest {
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static final Database DATABASE =
            new Database("payment", TemporaryPostgres.freshDatabase(), Database.Sizes.usual(), METERS);
    private static final SpokenFeed<Announcement> ORDERS =
            new SpokenFeed<>("order", Announcement::subject, Announcement::type);
    private static final SpokenFeed<Announcement> STOCK =
            new SpokenFeed<>("inventory", Announcement::subject, Announcement::type);
    private static final PaymentService SERVICE = listening();
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final OrderId order =
            OrderId.of(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + NAMES.incrementAndGet()));

    /** Without retries, so that what the sandbox says once is what is seen. */
    private static Policy once() {
        Policy usual = Policy.gateway();
        return new Policy(
                usual.name(),
                usual.timeout(),
                usual.deadline(),
                usual.callsMax(),
                Retries.none(),
                new Policy.BreakerRules(1_000, Duration.ofSeconds(30)));
    }

    private static PaymentService listening() {
        Environment environment = new Environment(
                Clock.systemUTC(),
                new TimedIds(Clock.systemUTC(), new SecureRandom()::nextLong),
                METERS,
                CommandRunner.Sizes.usual());
        PaymentService service = new PaymentService(DATABASE, environment, new GatewayChoice.Sandbox(), once());
        LocalTransport<Announcement> transport = new LocalTransport<>();
        transport.offer(ORDERS);
        transport.offer(STOCK);
        service.listen(transport, Set.of("inventory", "order"));
        return service;
    }

    @AfterAll
    static void close() {
        SERVICE.close();
        DATABASE.close();
    }

    @Test
    void a_reference_is_captured_and_refunded_once() {
        PaymentId payment = authorized("tok_ok");
        TransferResult first = capture(payment, 1000, "shp_1");
        assertThat(first)
                .isInstanceOfSatisfying(
                        TransferResult.Done.class,
                        done -> assertThat(done.amount()).isEqualTo(euros(1000)));
        assertThat(capture(payment, 1000, "shp_1")).isEqualTo(first);
        assertThat(capture(payment, 1199, "shp_2")).isEqualTo(new TransferResult.OverLimit(euros(1198)));
        assertThat(capture(payment, 1, "shp_1")).isEqualTo(new TransferResult.Declined("REFERENCE_REUSED"));
        TransferResult back = refund(payment, 600, "rfd_1");
        assertThat(back).isInstanceOf(TransferResult.Done.class);
        assertThat(refund(payment, 600, "rfd_1")).isEqualTo(back);
        assertThat(refund(payment, 401, "rfd_2")).isEqualTo(new TransferResult.OverLimit(euros(400)));
        Eventually.holds(() -> assertThat(types())
                .containsExactly("payment.authorized.v1", "payment.captured.v1", "payment.refunded.v1"));
    }

    @Test
    void what_comes_of_a_capture_is_told_as_the_gateway_tells_it() {
        assertThat(capture(authorized("tok_capture_declined"), 1, "shp_1"))
                .isEqualTo(new TransferResult.Declined("CAPTURE_DECLINED"));
        assertThat(capture(anew().authorized("tok_expires_0"), 1, "shp_1")).isEqualTo(new TransferResult.Expired());
    }

    @Test
    void what_was_not_sent_may_be_tried_again_under_the_same_reference() {
        PaymentId payment = authorized("tok_capture_error_once");
        assertThat(capture(payment, 1000, "shp_1")).isEqualTo(new TransferResult.NotSent("GATEWAY_ERROR"));
        assertThat(capture(payment, 1000, "shp_1")).isInstanceOf(TransferResult.Done.class);
    }

    @Test
    void an_unknown_capture_is_announced_with_its_reference_when_it_is_known() {
        PaymentId payment = authorized("tok_capture_timeout");
        assertThat(capture(payment, 1000, "shp_1")).isInstanceOf(TransferResult.Unknown.class);
        assertThat(capture(payment, 1000, "shp_1")).isInstanceOf(TransferResult.Unknown.class);
        assertThat(capture(payment, 1, "shp_2")).isEqualTo(new TransferResult.NotSent("TRANSACTION_UNRESOLVED"));
        Eventually.holds(() -> assertThat(types())
                .containsExactly("payment.authorized.v1", "payment.resolved.v1", "payment.captured.v1"));
        assertThat(announced().getLast())
                .isInstanceOfSatisfying(
                        PaymentAnnouncement.PaymentCaptured.class,
                        captured -> assertThat(captured.reference()).isEqualTo("shp_1"));
    }

    @Test
    void an_order_that_ends_gets_all_its_money_back_and_is_closed_and_told_again_if_it_asks_again() {
        PaymentId payment = authorized("tok_ok");
        capture(payment, 1000, "shp_1");
        ORDERS.say(ended());
        Eventually.holds(() -> assertThat(types())
                .containsExactly(
                        "payment.authorized.v1",
                        "payment.captured.v1",
                        "payment.voided.v1",
                        "payment.refunded.v1",
                        "payment.closed.v1"));
        ORDERS.say(ended());
        ORDERS.say(wanted());
        Eventually.holds(() -> assertThat(types()).hasSize(6).endsWith("payment.closed.v1"));
        assertThat(capture(payment, 1, "shp_2")).isEqualTo(new TransferResult.Declined("ORDER_CLOSED"));
    }

    @Test
    void money_that_arrives_after_the_end_goes_back_and_only_then_the_order_is_closed() {
        STOCK.say(held("tok_slow_300"));
        // Two feeds are two threads: before the payment has begun, the end would be heard first and nothing be paid.
        Eventually.holds(
                () -> assertThat(everything()).extracting(Envelope::subject).contains(order.value()));
        ORDERS.say(ended());
        Eventually.holds(() ->
                assertThat(types()).containsExactly("payment.authorized.v1", "payment.voided.v1", "payment.closed.v1"));
    }

    @Test
    void an_order_that_ended_before_it_was_paid_is_never_paid() {
        ORDERS.say(ended());
        Eventually.holds(() -> assertThat(types()).containsExactly("payment.closed.v1"));
        STOCK.say(held("tok_ok"));
        ORDERS.say(ended());
        Eventually.holds(() -> assertThat(types()).hasSize(2));
        assertThat(types()).containsOnly("payment.closed.v1");
    }

    @Test
    void the_rest_of_a_partly_shipped_order_is_set_free() {
        capture(authorized("tok_ok"), 1000, "shp_1");
        ORDERS.say(new OrderAnnouncement.OrderLinesCancelled(order.value(), 1, List.of(), "CUSTOMER_REQUEST"));
        Eventually.holds(() -> assertThat(types())
                .containsExactly("payment.authorized.v1", "payment.captured.v1", "payment.voided.v1"));
        assertThat(announced().getLast())
                .isInstanceOfSatisfying(
                        PaymentAnnouncement.PaymentVoided.class,
                        voided -> assertThat(voided.amount()).isEqualTo("11.98"));
    }

    @Test
    void an_order_that_asks_is_paid_or_told_again() {
        ORDERS.say(wanted());
        Eventually.holds(() -> assertThat(types()).containsExactly("payment.authorized.v1"));
        ORDERS.say(wanted());
        Eventually.holds(() -> assertThat(types()).containsExactly("payment.authorized.v1", "payment.authorized.v1"));
    }

    @Test
    void a_void_that_counts_as_never_sent_and_was_done_is_found_when_the_next_one_is_refused() {
        authorized("tok_void_error_once");
        ORDERS.say(ended());
        Eventually.holds(
                () -> assertThat(transactions("payment.void-failed.v1")).hasSize(1));
        doneAtTheGateway(transactions("payment.void-failed.v1").getFirst());
        ORDERS.say(ended());
        Eventually.holds(() -> assertThat(types()).endsWith("payment.voided.v1", "payment.closed.v1"));
        assertThat(transactions("payment.review-required.v1")).hasSize(1);
        assertThat(transactions("payment.voided.v1")).isEqualTo(transactions("payment.void-failed.v1"));
    }

    private void doneAtTheGateway(TransactionId reversal) {
        TransactionId authorization = transactions("payment.authorized.v1").getFirst();
        SandboxEntry done = new SandboxEntry(
                reversal, Kind.VOID, euros(2198), authorization, "sbx_done", null, null, Instant.EPOCH);
        new PostgresSandboxLedger(DATABASE, Clock.systemUTC()).record(List.of(new SandboxBooking(done, Instant.MAX)));
    }

    /** The transactions of which events of this type tell, in the order of the log. */
    private List<TransactionId> transactions(String type) {
        return DATABASE.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    SELECT convert_from(data, 'UTF8')::jsonb ->> 'transaction' FROM events
                    WHERE stream = ? AND type = ? ORDER BY version
                    """)) {
                query.setString(1, "payments-" + order.value());
                query.setString(2, type);
                List<TransactionId> found = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(new TransactionId(row.getString(1)));
                    }
                }
                return found;
            }
        });
    }

    private PaymentLifeTest anew() {
        return new PaymentLifeTest();
    }

    /** Waits until the saga has set 21.98 EUR aside with this token. */
    private PaymentId authorized(String token) {
        STOCK.say(held(token));
        Eventually.holds(() -> assertThat(types()).contains("payment.authorized.v1"));
        return announced().stream()
                .filter(PaymentAnnouncement.PaymentAuthorized.class::isInstance)
                .map(said -> new PaymentId(((PaymentAnnouncement.PaymentAuthorized) said).paymentId()))
                .findFirst()
                .orElseThrow();
    }

    private Announcement held(String token) {
        return new InventoryAnnouncement.InventoryReserved(
                order.value(),
                1,
                "res_01kantm5xaf3sb2q7h6m0r4d8f",
                Instant.EPOCH,
                List.of(),
                new InventoryAnnouncement.Payment("21.98", "EUR", "card", token));
    }

    private OrderAnnouncement ended() {
        return new OrderAnnouncement.OrderCancelRequested(order.value(), 1, "CUSTOMER_REQUEST", "customer");
    }

    private OrderAnnouncement wanted() {
        return new OrderAnnouncement.OrderAnswerWanted(
                order.value(),
                1,
                "payment",
                "EUR",
                "21.98",
                List.of(),
                new OrderAnnouncement.Payment("card", "tok_ok"),
                Instant.EPOCH);
    }

    private TransferResult capture(PaymentId payment, long cents, String reference) {
        return Eventually.get(
                SERVICE.capture(orderOf(payment), payment, euros(cents), new PaymentService.Asked(reference, null)));
    }

    private TransferResult refund(PaymentId payment, long cents, String reference) {
        return Eventually.get(SERVICE.refund(
                orderOf(payment), payment, euros(cents), new PaymentService.Asked(reference, null), "DAMAGED"));
    }

    private static OrderId orderOf(PaymentId payment) {
        return everything().stream()
                .filter(envelope -> envelope.announcement() instanceof PaymentAnnouncement.PaymentAuthorized authorized
                        && authorized.paymentId().equals(payment.value()))
                .map(envelope -> new OrderId(envelope.subject()))
                .findFirst()
                .orElseThrow();
    }

    private static Money euros(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }

    private List<String> types() {
        return announced().stream().map(Announcement::type).toList();
    }

    /** What payment has announced about this order. */
    private List<Announcement> announced() {
        List<Announcement> mine = new ArrayList<>();
        for (Envelope<Announcement> envelope : everything()) {
            if (envelope.subject().equals(order.value()) && envelope.announcement() != null) {
                mine.add(envelope.announcement());
            }
        }
        return mine;
    }

    private static List<Envelope<Announcement>> everything() {
        List<Envelope<Announcement>> all = new ArrayList<>();
        for (int shard = 0; shard < SERVICE.feed().shards(); shard++) {
            all.addAll(SERVICE.feed().read(shard, 0, 1000));
        }
        return all;
    }
}
