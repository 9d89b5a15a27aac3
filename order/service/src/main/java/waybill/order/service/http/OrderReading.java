package waybill.order.service.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.feeds.Watchers;
import waybill.engine.core.log.Recorded;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Page;
import waybill.engine.http.Problem;
import waybill.engine.http.Query;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.engine.http.headers.Waiting;
import waybill.engine.http.json.Json;
import waybill.engine.http.live.FollowedStream;
import waybill.engine.http.live.LiveEvent;
import waybill.engine.http.writes.Waits;
import waybill.kernel.OrderId;
import waybill.order.domain.OrderEvent;
import waybill.order.service.store.OrderEvents;

/** One order as it is, as it becomes, and how it came to be. */
final class OrderReading {
    private final ServiceEngine<?, ?, OrderEvent, ?, ?, Announcement> engine;
    private final Watchers<OrderEvent> watchers;

    private final InstantSource clock;

    OrderReading(
            ServiceEngine<?, ?, OrderEvent, ?, ?, Announcement> engine,
            Watchers<OrderEvent> watchers,
            InstantSource clock) {
        this.engine = engine;
        this.watchers = watchers;
        this.clock = clock;
    }

    Routes routes() {
        return new Routes()
                .live(
                        "/orders/{id}",
                        "getOrder",
                        Set.of("asOf", "version"),
                        Access.to(Scope.ORDERS_READ).andCustomers(),
                        this::get)
                .live(
                        "/orders/{id}/events",
                        "listOrderEvents",
                        Set.of("after", "limit"),
                        Access.to(Scope.ORDERS_READ).andCustomers(),
                        this::events);
    }

    /** 404 if there is none, or none that the caller may see. */
    private List<Recorded<OrderEvent>> history(Call call, OrderId id) {
        List<Recorded<OrderEvent>> history =
                engine.history(OrderEvents.order(id).name()).join();
        Owners.requireOwn(call, id, history);
        return history;
    }

    private Answer get(Call call) {
        OrderId id = call.path("id", OrderId::parse);
        Past past = call.query(this::past);
        if (past != null) {
            return told(id, past.of(history(call, id), id), 0);
        }
        if (call.wantsEvents()) {
            return follow(call, id);
        }
        long known = call.ifNoneMatch().orElse(0);
        Waiting waiting = known == 0 ? new Waiting(Duration.ZERO, null) : call.waiting(Duration.ZERO);
        List<Recorded<OrderEvent>> history = history(call, id);
        if (history.size() == known && !waiting.time().isZero()) {
            Predicate<List<Recorded<OrderEvent>>> changed = seen -> seen.size() > known;
            history = Waits.until(
                    watchers, OrderEvents.order(id).name(), () -> history(call, id), changed, waiting.time());
        }
        return Placing.applied(told(id, history, known), waiting);
    }

    /** How much of a history is asked for: as of a moment, or up to a version. */
    private record Past(@Nullable Instant asOf, long version) {
        List<Recorded<OrderEvent>> of(List<Recorded<OrderEvent>> history, OrderId id) {
            int reached = asOf == null ? (int) Math.min(version, history.size()) : reached(history, asOf);
            List<Recorded<OrderEvent>> until = history.subList(0, reached);
            if (until.isEmpty() || (asOf == null && until.size() < version)) {
                throw Problem.of("not-found", "Order " + id + " was not there then, or has no such version.")
                        .asException();
            }
            return until;
        }

        /** By the times that the order itself tells ({@code createdAt}); they are written down a moment later. */
        private static int reached(List<Recorded<OrderEvent>> history, Instant asOf) {
            int reached = history.size();
            while (reached > 0 && history.get(reached - 1).event().at().isAfter(asOf)) {
                reached--;
            }
            return reached;
        }
    }

    private @Nullable Past past(Query query) {
        Instant asOf = query.instant("asOf");
        long version = query.integerOr("version", 1, Integer.MAX_VALUE, 0);
        if (asOf != null && asOf.isAfter(clock.instant())) {
            query.complain("asOf", "OUT_OF_RANGE", "must not be in the future");
        }
        if (asOf != null && query.has("version")) {
            query.complain("version", "CONTRADICTION", "must not be there beside asOf");
        }
        return asOf == null && !query.has("version") ? null : new Past(asOf, version);
    }

    private static Answer told(OrderId id, List<Recorded<OrderEvent>> history, long known) {
        long version = history.size();
        Answer answer = version == known
                ? Answer.empty(304)
                : Answer.json(200, OrderJson.of(OrderAnswers.fold(id, history), version));
        return answer.withHeader("ETag", "\"" + version + "\"");
    }

    /** Every version after the one that the client has seen; from the present one on, if it has seen none. */
    private Answer follow(Call call, OrderId id) {
        long present = history(call, id).size();
        long after = call.lastEventNumber().orElse(present - 1);
        return Answer.events(new FollowedStream<>(
                watchers, OrderEvents.order(id).name(), after, () -> history(call, id), past -> {
                    long version = past.size();
                    OrderJson.Resource order = OrderJson.of(OrderAnswers.fold(id, past), version);
                    return new LiveEvent(Long.toString(version), "order", Json.text(order));
                }));
    }

    private Answer events(Call call) {
        record Asked(long after, int limit) {}
        OrderId id = call.path("id", OrderId::parse);
        Asked asked =
                call.query(query -> new Asked(query.integerOr("after", 0, Integer.MAX_VALUE, 0), Page.limit(query)));
        List<Recorded<OrderEvent>> history = history(call, id);
        if (call.wantsEvents()) {
            return followEvents(call, id, call.lastEventNumber().orElse(asked.after()));
        }
        List<Recorded<OrderEvent>> shown = history.stream()
                .filter(event -> event.version() > asked.after())
                .limit(asked.limit())
                .toList();
        long reached = shown.isEmpty() ? asked.after() : shown.getLast().version();
        List<OrderHistory.Entry> data = shown.stream().map(OrderHistory::entry).toList();
        return Answer.json(200, Page.of(data, Long.toString(reached), reached < history.size()));
    }

    private Answer followEvents(Call call, OrderId id, long after) {
        return Answer.events(new FollowedStream<>(
                watchers, OrderEvents.order(id).name(), after, () -> history(call, id), past -> {
                    OrderHistory.Entry entry = OrderHistory.entry(past.getLast());
                    return new LiveEvent(Long.toString(entry.sequence()), entry.type(), Json.text(entry));
                }));
    }
}
