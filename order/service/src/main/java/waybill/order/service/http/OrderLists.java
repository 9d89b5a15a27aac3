package waybill.order.service.http;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.UndecodableEvent;
import waybill.engine.core.views.ViewFollower;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Page;
import waybill.engine.http.Query;
import waybill.engine.http.Routes;
import waybill.engine.http.Rule;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.kernel.OrderId;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.domain.OrderSaga;
import waybill.order.domain.OrderStatus;
import waybill.order.service.store.OrderEvents;
import waybill.order.service.store.OrderFilter;
import waybill.order.service.store.OrderFilter.Place;
import waybill.order.service.store.OrderIndex;

/** Lists of orders and of their sagas: found in the view, told from the orders' own histories. */
public final class OrderLists {
    private static final Logger LOG = LoggerFactory.getLogger(OrderLists.class);

    /** Who has just placed an order finds it in the list; a view that is far behind keeps nobody waiting. */
    private static final Duration CATCH_UP_MAX = Duration.ofMillis(250);

    private static final Rule CURSOR = Rule.parsedBy(OrderLists::place, "a cursor that this list gave out");

    private final ServiceEngine<Order, OrderCommand, OrderEvent, OrderRefusal, ?, Announcement> engine;
    private final ViewFollower<OrderEvent> view;
    private final OrderIndex index;
    private final Environment environment;

    /** Lists of what this engine knows; {@code view} keeps the index. */
    public OrderLists(
            ServiceEngine<Order, OrderCommand, OrderEvent, OrderRefusal, ?, Announcement> engine,
            ViewFollower<OrderEvent> view,
            OrderIndex index,
            Environment environment) {
        this.engine = engine;
        this.view = view;
        this.index = index;
        this.environment = environment;
    }

    /** The routes. */
    public Routes routes() {
        return new Routes()
                .get(
                        "/orders",
                        "listOrders",
                        Set.of(
                                "status",
                                "customerId",
                                "createdAfter",
                                "createdBefore",
                                "stuck",
                                "q",
                                "limit",
                                "cursor"),
                        Access.to(Scope.ORDERS_READ).andCustomers(),
                        this::orders)
                .get("/sagas", "listSagas", Set.of("state", "limit", "cursor"), Access.to(Scope.OPS_READ), this::sagas);
    }

    private record Asked(OrderFilter filter, int limit) {}

    private Answer orders(Call call) {
        Asked asked = call.query(query -> new Asked(filter(query), Page.limit(query)));
        String self = call.customer();
        if (self == null) {
            return page(asked, OrderJson::of);
        }
        String customer = asked.filter().customer();
        return customer == null || customer.equals(self)
                ? page(new Asked(asked.filter().ofCustomer(self), asked.limit()), OrderJson::of)
                : Answer.json(200, Page.of(List.of(), null, false));
    }

    private Answer sagas(Call call) {
        Asked asked = call.query(query -> {
            Optional<Instant> stuckAt =
                    query.choiceOr("state", Map.of("running", Optional.empty(), "stuck", now()), Optional.empty());
            return new Asked(OrderFilter.sagas(stuckAt.orElse(null), after(query)), Page.limit(query));
        });
        return page(asked, Sagas::of);
    }

    private Optional<Instant> now() {
        return Optional.of(environment.clock().instant());
    }

    private OrderFilter filter(Query query) {
        boolean stuck = query.choiceOr("stuck", Map.of("true", true, "false", false), false);
        return new OrderFilter(
                statuses(query),
                query.has("customerId") ? query.required("customerId") : null,
                query.instant("createdAfter"),
                query.instant("createdBefore"),
                stuck ? environment.clock().instant() : null,
                false,
                query.has("q") ? query.required("q") : null,
                after(query));
    }

    private static Set<OrderStatus> statuses(Query query) {
        Set<OrderStatus> statuses = EnumSet.noneOf(OrderStatus.class);
        for (String name : query.list("status", OrderStatus.values().length)) {
            Optional<OrderStatus> known = Set.of(OrderStatus.values()).stream()
                    .filter(status -> status.name().equals(name))
                    .findFirst();
            known.ifPresentOrElse(
                    statuses::add, () -> query.complain("status", "INVALID", "must be statuses of orders"));
        }
        return statuses;
    }

    private static @Nullable Place after(Query query) {
        String cursor = query.text("cursor", CURSOR);
        return cursor == null ? null : place(cursor).orElse(null);
    }

    /** Microseconds since the epoch and the order: {@code 1769851800041870.ord_…}. */
    private static Optional<Place> place(String cursor) {
        int dot = cursor.indexOf('.');
        if (dot < 1 || dot > 18 || !cursor.substring(0, dot).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        Instant createdAt = Instant.EPOCH.plus(Long.parseLong(cursor.substring(0, dot)), ChronoUnit.MICROS);
        return OrderId.parse(cursor.substring(dot + 1)).map(id -> new Place(createdAt, id.value()));
    }

    private static String cursor(Place place) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, place.createdAt()) + "." + place.id();
    }

    private Answer page(Asked asked, BiFunction<Order.Known, Long, Object> element) {
        view.catchUp(CATCH_UP_MAX);
        List<Place> found = index.find(asked.filter(), asked.limit() + 1);
        boolean more = found.size() > asked.limit();
        List<Place> shown = more ? found.subList(0, asked.limit()) : found;
        String next = more ? cursor(shown.getLast()) : null;
        return Answer.json(200, Page.of(told(shown, element), next, more));
    }

    private List<Object> told(List<Place> shown, BiFunction<Order.Known, Long, Object> element) {
        List<CompletableFuture<List<Recorded<OrderEvent>>>> histories = engine.histories(shown.stream()
                .map(place -> OrderEvents.order(new OrderId(place.id())).name())
                .toList());
        List<Object> told = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            OrderId id = new OrderId(shown.get(i).id());
            read(id, histories.get(i)).ifPresent(history -> {
                told.add(element.apply(OrderAnswers.fold(id, history), (long) history.size()));
            });
        }
        return told;
    }

    /** An order that cannot be read must not hide the others; asking for it alone says what is wrong. */
    private static Optional<List<Recorded<OrderEvent>>> read(
            OrderId id, CompletableFuture<List<Recorded<OrderEvent>>> history) {
        try {
            return Optional.of(history.join());
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof UndecodableEvent unreadable) {
                LOG.atError()
                        .addKeyValue("order_id", id.value())
                        .setCause(unreadable)
                        .log("left out of a list");
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** The saga of an order as operators see it in a list (openapi.yaml). */
    private static final class Sagas {
        record Resource(
                String orderId,
                String status,
                String state,
                String step,
                @Nullable Instant deadline,
                int attempt,
                List<String> waitingFor,
                List<OrderJson.Compensation> compensations,
                Instant updatedAt) {}

        static Resource of(Order.Known order, long version) {
            OrderSaga saga = OrderSaga.of(order);
            OrderJson.Saga told = OrderJson.Saga.of(saga);
            return new Resource(
                    order.facts().id().value(),
                    OrderStatus.of(order).name(),
                    told.state(),
                    told.step(),
                    Order.deadlines(order).values().stream()
                            .min(Instant::compareTo)
                            .orElse(null),
                    order.facts().attempt(),
                    waitingFor(saga),
                    told.compensations(),
                    order.facts().updatedAt());
        }

        /** Whose answer is awaited; nobody's once the saga has ended. */
        private static List<String> waitingFor(OrderSaga saga) {
            Stream<String> steps = saga.steps().stream()
                    .filter(step -> step.progress() == OrderSaga.Progress.RUNNING)
                    .map(step -> who(step.name()));
            Stream<String> compensations = saga.compensations().stream()
                    .filter(compensation -> compensation.progress() == OrderSaga.Progress.RUNNING)
                    .map(compensation -> who(compensation.what()));
            return Stream.concat(steps, compensations).distinct().sorted().toList();
        }

        private static String who(OrderSaga.Step.Name step) {
            return switch (step) {
                case CREATE_ORDER -> "order";
                case RESERVE_INVENTORY -> "inventory";
                case AUTHORIZE_PAYMENT -> "payment";
                case CONFIRM_ORDER -> "operator";
            };
        }

        private static String who(OrderSaga.Compensation.What what) {
            return switch (what) {
                case RELEASE_INVENTORY -> "inventory";
                case RETURN_PAYMENT -> "payment";
            };
        }
    }
}
