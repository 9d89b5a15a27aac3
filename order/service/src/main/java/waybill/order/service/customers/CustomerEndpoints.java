package waybill.order.service.customers;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.contracts.json.Timestamps;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Problem;
import waybill.engine.http.Routes;
import waybill.engine.http.Rule;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.engine.http.json.FreeText;
import waybill.engine.http.writes.Writes;
import waybill.order.domain.Order;
import waybill.order.domain.OrderCommand;
import waybill.order.domain.OrderEvent;
import waybill.order.domain.OrderRefusal;
import waybill.order.service.Forgetting;
import waybill.order.service.persons.KeyRing;
import waybill.order.service.persons.PersonKeys;
import waybill.order.service.store.PersonKeyTable;

/** The endpoint by which a person is forgotten. */
public final class CustomerEndpoints {
    /** Marks what is kept with a key: when it was asked for, not what was answered. */
    private static final String MOMENT_POINTER = "moment";

    private static final Rule REFERENCE =
            new Rule(text -> Forgetting.isReference(text) && FreeText.fault(text) == null, Forgetting.REFERENCE_SAYS);

    private final Writes<Order, OrderCommand, OrderRefusal> writes;
    private final KeyRing keys;
    private final PersonKeyTable table;
    private final Environment environment;

    /** The endpoint on these keys. */
    public CustomerEndpoints(
            ServiceEngine<Order, OrderCommand, OrderEvent, OrderRefusal, ?, ?> engine,
            KeyRing keys,
            PersonKeyTable table,
            Environment environment) {
        this.writes = new Writes<>(engine.runner());
        this.keys = keys;
        this.table = table;
        this.environment = environment;
    }

    /** The routes. */
    public Routes routes() {
        return new Routes().post("/customers/{id}/forget", "forgetCustomer", Access.to(Scope.OPS_WRITE), this::forget);
    }

    private Answer forget(Call call) {
        record Asked(@Nullable String reason) {}
        String customer = call.path("id", CustomerEndpoints::customer);
        Asked asked = call.body(body -> new Asked(body.optionalText("reason", REFERENCE)));
        Instant now = environment.clock().instant();
        Answer pointer = Answer.text(200, MOMENT_POINTER, Timestamps.write(now));
        // The key is kept first: another request under it must not get as far as forgetting anybody.
        Answer kept = writes.answeredAlready(call, now, pointer, _ -> pointer);
        boolean isReplay = kept != pointer;
        Instant madeBefore =
                isReplay ? Timestamps.read(new String(kept.body(), StandardCharsets.UTF_8)) : PersonKeys.ANY_AGE;
        Answer answer = (isReplay ? writes.conclusion(call) : Optional.<Answer>empty())
                .orElseGet(() -> forget(call, customer, asked.reason(), madeBefore));
        return isReplay ? Writes.replayed(answer) : answer;
    }

    /** A repeat that does not find how the first one ended goes on where that one was interrupted. */
    private Answer forget(Call call, String customer, @Nullable String reason, Instant madeBefore) {
        Optional<Instant> at = keys.forget(customer, new PersonKeys.Cause(call.caller(), reason), madeBefore);
        return writes.concluded(
                call,
                environment.clock().instant(),
                at.map(moment -> forgotten(customer, moment)).orElseGet(() -> call.answer(unknown(customer))));
    }

    private Answer forgotten(String customer, Instant at) {
        return Answer.json(
                200,
                Map.of("customerId", customer, "forgottenAt", Timestamps.write(at), "orders", table.orders(customer)));
    }

    private static Problem unknown(String customer) {
        return Problem.of("not-found", "There is no customer " + customer + ".");
    }

    private static Optional<String> customer(String id) {
        return id.isBlank() || FreeText.isLongerThan(id, FreeText.LENGTH_MAX) ? Optional.empty() : Optional.of(id);
    }
}
