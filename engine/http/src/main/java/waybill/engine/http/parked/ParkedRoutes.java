package waybill.engine.http.parked;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.log.StoredAnswer;
import waybill.engine.core.parked.NewsPlace;
import waybill.engine.core.parked.Parked;
import waybill.engine.core.parked.ParkedEvents;
import waybill.engine.core.parked.Settled;
import waybill.engine.core.parked.Settlement;
import waybill.engine.http.Answer;
import waybill.engine.http.Body;
import waybill.engine.http.Call;
import waybill.engine.http.Page;
import waybill.engine.http.Problem;
import waybill.engine.http.Query;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.engine.http.writes.Writes;

/** {@code /parked-events}: announcements that services could not apply, and what an operator does about them. */
public final class ParkedRoutes {
    private static final String NO_REASON = "none given";

    private final Map<String, ParkedEvents> services = new LinkedHashMap<>();

    /** Serves what these services have parked. */
    public ParkedRoutes(List<ParkedEvents> services) {
        services.forEach(service -> this.services.put(service.service(), service));
    }

    /** The routes. */
    public Routes routes() {
        return new Routes()
                .get(
                        "/parked-events",
                        "listParkedEvents",
                        Set.of("service", "subject", "limit", "cursor"),
                        Access.to(Scope.OPS_READ),
                        this::list)
                .post("/parked-events/{id}/retry", "retryParkedEvent", Access.to(Scope.OPS_WRITE), this::retry)
                .post("/parked-events/{id}/discard", "discardParkedEvent", Access.to(Scope.OPS_WRITE), this::discard);
    }

    private record Found(String service, Parked parked) {
        String cursor() {
            return service + "-" + parked.number();
        }
    }

    /** Where a page begins: after this number of this service; whole services come one after another. */
    private record Start(String service, long after) {}

    private record Asked(@Nullable String service, @Nullable String subject, int limit, Start start) {}

    private Answer list(Call call) {
        Asked asked = call.query(this::asked);
        List<Found> found = new ArrayList<>();
        boolean reached = false;
        for (ParkedEvents service : services.values()) {
            boolean first = service.service().equals(asked.start().service());
            reached |= first;
            if (reached && (asked.service() == null || service.service().equals(asked.service()))) {
                long after = first ? asked.start().after() : 0;
                service.list(asked.subject(), after, asked.limit() + 1 - found.size())
                        .forEach(parked -> found.add(new Found(service.service(), parked)));
            }
        }
        return Answer.json(200, Page.first(asked.limit(), found, ParkedRoutes::json, Found::cursor));
    }

    private Asked asked(Query query) {
        String service = query.text("service");
        if (service != null && !services.containsKey(service)) {
            query.complain("service", "INVALID", "must be one of " + String.join(", ", services.keySet()));
        }
        return new Asked(service, query.text("subject"), Page.limit(query), start(query));
    }

    private Start start(Query query) {
        Start beginning = new Start(services.keySet().iterator().next(), 0);
        String cursor = query.token("cursor");
        if (cursor == null) {
            return beginning;
        }
        String[] parts = cursor.split("-", -1);
        if (parts.length == 2 && services.containsKey(parts[0]) && parts[1].matches("\\d{1,18}")) {
            return new Start(parts[0], Long.parseLong(parts[1]));
        }
        query.complain("cursor", "INVALID", "must be a cursor that this list gave out");
        return beginning;
    }

    private static Map<String, Object> json(Found found) {
        Parked parked = found.parked();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", new ParkedId(found.service(), parked.place()).toString());
        json.put("service", found.service());
        json.put("source", parked.place().source());
        json.put("shard", parked.place().shard());
        json.put("position", parked.place().position());
        json.put("type", parked.type());
        json.put("subject", parked.subject());
        json.put("error", parked.error());
        json.put("at", parked.at());
        json.put("tries", parked.tries());
        json.put("blockedBehind", parked.behind());
        return json;
    }

    private Answer retry(Call call) {
        String reason = call.body(body -> body.has("reason") ? reason(body) : NO_REASON);
        return settle(call, ParkedEvents::retry, "RETRIED", reason);
    }

    private Answer discard(Call call) {
        return settle(call, ParkedEvents::discard, "DISCARDED", call.body(ParkedRoutes::reason));
    }

    private static String reason(Body body) {
        String reason = body.text("reason");
        if (body.isSound() && reason.isBlank()) {
            body.complain("reason", "REQUIRED", "must say something");
        }
        return reason;
    }

    /** What is done with one of a service. */
    @FunctionalInterface
    private interface Doing {
        CompletableFuture<Settled> settle(ParkedEvents events, NewsPlace place, ParkedEvents.Wish wish);
    }

    private Answer settle(Call call, Doing doing, String outcome, String reason) {
        ParkedId id = call.path("id", ParkedId::parse);
        ParkedEvents events = services.get(id.service());
        if (events == null) {
            throw notParked(id).asException();
        }
        Settlement.Kept kept = new Settlement.Kept(
                Writes.keyId(call), call.fingerprint(), settled -> kept(answer(call, id, outcome, settled)));
        var wish = new ParkedEvents.Wish(reason, Writes.origin(call), kept);
        return answer(call, id, outcome, Writes.await(doing.settle(events, id.place(), wish)));
    }

    private static StoredAnswer kept(Answer answer) {
        return Writes.stored(answer);
    }

    private static Answer answer(Call call, ParkedId id, String outcome, Settled settled) {
        return switch (settled) {
            case Settled.Done(Parked parked) ->
                Answer.json(200, Map.of("id", id.toString(), "subject", parked.subject(), "outcome", outcome));
            case Settled.NotParked _ -> call.answer(notParked(id));
            case Settled.Behind(var _, Parked earlier) ->
                call.answer(behind(new ParkedId(id.service(), earlier.place())));
            case Settled.Failed(Parked parked) -> call.answer(failed(parked));
            case Settled.Replayed(var entry) -> Writes.replayed(Writes.sent(entry.answer()));
            case Settled.KeyReused _ -> throw Writes.keyReused().asException();
        };
    }

    private static Problem notParked(ParkedId id) {
        return Problem.of("not-found", "There is no parked event " + id + ".");
    }

    private static Problem behind(ParkedId earlier) {
        return Problem.of(
                        "earlier-event-parked",
                        "An earlier event of the same subject is parked; settle " + earlier + " first.")
                .with("earlier", earlier.toString());
    }

    private static Problem failed(Parked parked) {
        return Problem.of(
                        "event-fails-again",
                        "The event could not be applied this time either; the list of parked events says why.")
                .with("tries", parked.tries());
    }
}
