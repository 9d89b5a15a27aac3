package waybill.order.service;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.changes.About;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.commands.Request;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.Origin;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StreamId;
import waybill.engine.core.tracing.Traceparent;
import waybill.kernel.OrderId;
import waybill.order.domain.FulfilmentEvent;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderDeadlines;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.service.store.OrderEvents;

/**
 * What happens to orders when nobody waits for it: deadlines become commands, and payment is asked again for money that
 * nobody has said anything about. If it is not there to be asked, the next deadline asks again.
 */
public final class DueOrders {
    private static final Logger LOG = LoggerFactory.getLogger(DueOrders.class);
    private static final String ACTOR = "service:order";

    /** Asking waits for the gateway; more wait for their turn, each at the cost of a virtual thread. */
    private static final int ASKED_AT_ONCE_MAX = 16;

    private final CommandRunner<Order, OrderCommand, OrderEvent, OrderRefusal, ?> runner;
    private final Transfers transfers;
    private final InstantSource clock;
    private final OrderDeadlines.Spans spans;
    private final Executor threads;
    private final Semaphore turns = new Semaphore(ASKED_AT_ONCE_MAX);

    /** Asks on these threads, each of which waits. */
    public DueOrders(
            CommandRunner<Order, OrderCommand, OrderEvent, OrderRefusal, ?> runner,
            Transfers transfers,
            InstantSource clock,
            OrderDeadlines.Spans spans,
            Executor threads) {
        this.runner = runner;
        this.transfers = transfers;
        this.clock = clock;
        this.spans = spans;
        this.threads = threads;
    }

    /** A deadline has come. */
    public void due(Deadline deadline) {
        OrderId order = OrderEvents.orderOf(deadline.stream().name());
        OrderCommand command = OrderDeadlines.commandAt(order, deadline.name(), clock.instant(), spans);
        submit(command, new Origin("deadline-" + deadline.stream().name(), null, ACTOR, Traceparent.fresh()));
    }

    /** Asks payment for what these just committed events want of it while no request waits for the answer. */
    public void committed(List<Recorded<OrderEvent>> events) {
        for (Recorded<OrderEvent> recorded : events) {
            if (recorded.event() instanceof FulfilmentEvent event) {
                switch (event) {
                    case FulfilmentEvent.ShipmentChased e ->
                        ask(
                                recorded,
                                false,
                                ask -> transfers.capture(e.order(), e.shipment(), e.payment(), e.amount(), ask));
                    case FulfilmentEvent.RefundChased e ->
                        ask(
                                recorded,
                                false,
                                ask -> transfers.refund(e.order(), e.refund(), e.payment(), e.amount(), ask));
                    case FulfilmentEvent.RefundBegun e
                    when e.reason() == null && e.by().equals("order") ->
                        ask(
                                recorded,
                                true,
                                ask -> transfers.refund(e.order(), e.refund(), e.payment(), e.amount(), ask));
                    case FulfilmentEvent _ -> {}
                }
            }
        }
    }

    private void ask(Recorded<OrderEvent> cause, boolean first, Function<Transfers.Ask, @Nullable OrderCommand> asked) {
        Transfers.Ask ask = new Transfers.Ask(first, cause.meta().traceparent());
        Origin origin = new Origin(
                cause.meta().correlationId(),
                cause.meta().id().value(),
                ACTOR,
                cause.meta().traceparent());
        threads.execute(() -> {
            turns.acquireUninterruptibly();
            try {
                OrderCommand known = asked.apply(ask);
                if (known != null) {
                    submit(known, origin);
                }
            } catch (RuntimeException away) {
                About.order(LOG.atWarn(), cause.event().order().value(), origin.traceparent())
                        .setCause(away)
                        .log("payment could not be asked; its deadline stays");
            } finally {
                turns.release();
            }
        });
    }

    private void submit(OrderCommand command, Origin origin) {
        StreamId stream = OrderEvents.order(command.order());
        var _ = runner.submit(new Request<>(stream, false, command, origin, null))
                .whenComplete((_, failed) -> {
                    if (failed != null) {
                        About.order(LOG.atWarn(), command.order().value(), origin.traceparent())
                                .setCause(failed)
                                .log(
                                        "{} could not be written; its deadline stays",
                                        command.getClass().getSimpleName());
                    }
                });
    }
}
