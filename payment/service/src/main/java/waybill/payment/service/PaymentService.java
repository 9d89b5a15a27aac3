package waybill.payment.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.changes.About;
import waybill.engine.core.chaos.Chaos;
import waybill.engine.core.commands.Aggregate;
import waybill.engine.core.commands.Directed;
import waybill.engine.core.commands.SharedRows;
import waybill.engine.core.deadlines.Housekeeper;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.core.log.Origin;
import waybill.engine.core.parked.OperatorActs;
import waybill.engine.core.parked.ParkedEvents;
import waybill.engine.core.resilience.Guarded;
import waybill.engine.core.resilience.Policy;
import waybill.engine.core.resilience.Retries;
import waybill.engine.core.tracing.Traceparent;
import waybill.engine.http.Routes;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.PostgresEventStore;
import waybill.engine.postgres.views.PostgresView;
import waybill.kernel.Money;
import waybill.kernel.OrderId;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.PaymentCommand;
import waybill.payment.domain.PaymentDeadlines;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.domain.PaymentRefusal;
import waybill.payment.domain.Payments;
import waybill.payment.service.announcements.PaymentAnnouncer;
import waybill.payment.service.gateway.ChaosGateway;
import waybill.payment.service.gateway.Gateway;
import waybill.payment.service.gateway.GatewayCaller;
import waybill.payment.service.gateway.stripe.StripeNotice;
import waybill.payment.service.http.PaymentEndpoints;
import waybill.payment.service.reactions.PaymentReactions;
import waybill.payment.service.store.PaymentCounts;
import waybill.payment.service.store.PaymentEvents;
import waybill.payment.service.store.PaymentIndex;
import waybill.payment.service.store.UnresolvedView;
import waybill.payment.service.transfers.TransactionWatch;
import waybill.payment.service.transfers.Transfers;

/** The payment service, assembled on a database and a gateway. */
public final class PaymentService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PaymentService.class);
    private static final String NAME = "payment";
    private static final int QUESTIONS_MAX = 64;
    /** What was heard is written within this; more is left to the other replicas, or to the next start. */
    private static final Duration LAST_NEWS_MAX = Duration.ofSeconds(3);

    /** How long after its commit a request may be sent to the gateway at most, whatever the policy. */
    public static final Duration GATEWAY_DEADLINE_MAX = GatewayCaller.WINDOW_MAX;

    private final Environment environment;
    private final ServiceEngine<Payments, PaymentCommand, PaymentEvent, PaymentRefusal, Void, Announcement> engine;
    private final OpenGateway gateway;
    private final GatewayDesk desk;
    private final PaymentIndex index;
    private final Watchers<PaymentEvent> watchers = new Watchers<>();
    private final Transfers transfers;

    /** With the built-in sandbox gateway, which keeps its books in the same database. */
    public PaymentService(Database database, Environment environment) {
        this(database, environment, new GatewayChoice.Sandbox(), Policy.gateway());
    }

    /** With a gateway that never fails on purpose, called by this policy. */
    public PaymentService(Database database, Environment environment, GatewayChoice choice, Policy policy) {
        this(database, environment, choice, policy, Optional.empty());
    }

    /** Migrates the database and starts the engine; listens to nobody yet. The gateway is called by this policy. */
    public PaymentService(
            Database database, Environment environment, GatewayChoice choice, Policy policy, Optional<Chaos> chaos) {
        database.migrate("db/payment");
        this.environment = environment;
        this.index = new PaymentIndex(database);
        var store = new PostgresEventStore<Payments, PaymentEvent, Void>(
                database, PaymentEvents.codec(), new PostgresEventStore.Extras<>(List.of(index), null));
        this.engine = new ServiceEngine<>(
                new ServiceEngine.Parts<>(
                        NAME,
                        store,
                        new Aggregate<>(new DecidedNow(environment.clock()), PaymentDeadlines::of, SharedRows.none()),
                        new PaymentAnnouncer(),
                        PaymentService::recorded),
                environment);
        this.gateway = OpenGateway.of(choice, database, environment);
        Gateway way = chaos.map(this::struck).orElse(gateway.gateway());
        this.desk = new GatewayDesk(engine, calls(way, policy), environment);
        this.transfers = new Transfers(engine, new TransactionWatch(engine, watchers));
        engine.afterBatch(new PaymentMeters(environment.meters())::committed);
        engine.afterCommit(desk::committed);
        engine.afterCommit(PaymentChanges.log()::committed);
        var _ = engine.keep(new PostgresView<>(database, new UnresolvedView(), store.shards()));
        PaymentMeters.show(
                engine.sample(
                        () -> PaymentCounts.in(database, environment.clock().instant())),
                environment.meters());
    }

    /** Knows of what was committed before the calls that follow from it are made. */
    private Gateway struck(Chaos chaos) {
        ChaosGateway struck = new ChaosGateway(gateway.gateway(), chaos);
        engine.afterCommit(struck::committed);
        return struck;
    }

    private GatewayDesk.Calls calls(Gateway gateway, Policy policy) {
        return new GatewayDesk.Calls(
                new GatewayCaller(gateway, new Guarded(policy, environment.meters()), environment.clock()),
                new GatewayCaller(gateway, new Guarded(questions(policy), environment.meters()), environment.clock()));
    }

    /**
     * Questions have places and a breaker of their own: they neither take a place from a customer who is paying, nor
     * keep customers from paying when only the gateway's search is down. Asking again is the deadlines' business.
     */
    private static Policy questions(Policy payments) {
        return new Policy(
                payments.name() + "-questions",
                payments.timeout(),
                payments.deadline(),
                QUESTIONS_MAX,
                Retries.none(),
                payments.breaker());
    }

    private static @Nullable Directed<PaymentCommand> recorded(OperatorActs.Act act) {
        return OrderId.parse(act.subject())
                .map(order -> new Directed<PaymentCommand>(
                        PaymentEvents.payments(order),
                        new PaymentCommand.RecordOperatorAct(order, act.action(), act.reason(), act.by(), act.at())))
                .orElse(null);
    }

    /** Starts to hear what these services announce, and to keep deadlines. */
    public void listen(Transport<Announcement> transport, Set<String> heard) {
        PaymentReactions reactions = new PaymentReactions(environment.clock(), environment.ids());
        engine.follow(watchers::see);
        heard.forEach(service -> engine.listen(service, transport, reactions));
        engine.keepDeadlines(Duration.ofSeconds(1), desk::due);
    }

    /**
     * Takes money that is set aside, and waits for the gateway a little, but no longer than an attempt of the caller
     * lasts. The same reference is done once: asked for again, the answer is how it came out, and what provably came to
     * nothing is begun again.
     *
     * @return fails only if the storage does; then nobody knows, and the same reference must be asked for again
     */
    public CompletableFuture<TransferResult> capture(OrderId order, PaymentId payment, Money amount, Asked asked) {
        return transfers.transfer(
                new PaymentCommand.Capture(
                        order,
                        payment,
                        transaction(),
                        amount,
                        asked.reference(),
                        environment.clock().instant()),
                asked.origin());
    }

    /** Gives back money that was taken; else like {@link #capture}. {@code reason} is a code, never a sentence. */
    public CompletableFuture<TransferResult> refund(
            OrderId order, PaymentId payment, Money amount, Asked asked, String reason) {
        return transfers.transfer(
                new PaymentCommand.Refund(
                        order,
                        payment,
                        transaction(),
                        amount,
                        asked.reference(),
                        reason,
                        environment.clock().instant()),
                asked.origin());
    }

    /**
     * Under which name the order service asks.
     *
     * @param reference the same for the same transfer
     * @param traceparent of the request behind it, if there is one
     */
    public record Asked(String reference, @Nullable String traceparent) {
        private Origin origin() {
            return new Origin(
                    reference, null, "service:order", traceparent == null ? Traceparent.fresh() : traceparent);
        }
    }

    private TransactionId transaction() {
        return TransactionId.of(environment.ids().next());
    }

    /** Deletes idempotency keys and records of ignored news once they are older than this. */
    public void tidy(Housekeeper.Kept kept) {
        engine.tidy(kept);
    }

    /** What could not be applied and is parked. */
    public ParkedEvents parkedEvents() {
        return engine.parkedEvents();
    }

    /** What payment announces. */
    public Feed<Announcement> feed() {
        return engine.feed();
    }

    /** The endpoints, and those that the gateway brings. */
    public List<Routes> routes() {
        List<Routes> routes = new ArrayList<>(
                new PaymentEndpoints(new PaymentEndpoints.Parts(engine, index, watchers, desk::reconcile), environment)
                        .routes());
        routes.addAll(gateway.routes().apply(this::asked));
        return routes;
    }

    /** The gateway says that something happened: what it was, it is asked now. */
    private void asked(StripeNotice notice) {
        Origin origin = new Origin("webhook-" + notice.type(), null, "gateway:stripe", Traceparent.fresh());
        var _ = desk.askAbout(notice.order(), origin).exceptionally(failed -> {
            About.order(LOG.atWarn(), notice.order().value(), origin.traceparent())
                    .addKeyValue("event", "webhook-unasked")
                    .setCause(failed)
                    .log("The gateway could not be asked; it will be, when the transaction's next check is due");
            return null;
        });
    }

    /** Whoever waits for the gateway goes on with what there is, now and from now on. */
    public void endWaits() {
        watchers.end();
    }

    /**
     * Hears nothing more, so that no payment is begun whose call this process would not make any more; then writes down
     * what the gateway still says about the calls it is working on.
     */
    @Override
    public void close() {
        engine.fallSilent(LAST_NEWS_MAX);
        desk.close();
        engine.close();
        gateway.close();
    }
}
