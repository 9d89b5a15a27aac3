package waybill.inventory.service.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Page;
import waybill.engine.http.Problem;
import waybill.engine.http.Routes;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.engine.http.writes.Writes;
import waybill.inventory.domain.InventoryCommand;
import waybill.inventory.domain.InventoryEvent;
import waybill.inventory.domain.InventoryRefusal;
import waybill.inventory.domain.Reservation;
import waybill.inventory.domain.Reservations;
import waybill.inventory.domain.StockLevel;
import waybill.inventory.domain.Warehouse;
import waybill.inventory.service.InventorySettings;
import waybill.inventory.service.store.InventoryEvents;
import waybill.inventory.service.store.StockTable;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;
import waybill.kernel.ReservationId;
import waybill.kernel.TypeId;

/** The inventory endpoints of openapi.yaml. */
public final class InventoryEndpoints {
    private static final Duration HOLD_MIN = Duration.ofSeconds(1);
    private static final Duration HOLD_MAX = Duration.ofDays(30);

    private final ServiceEngine<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal, ?, Announcement> engine;
    private final Writes<Warehouse, InventoryCommand, InventoryRefusal> writes;
    private final StockTable stock;
    private final Environment environment;
    private final InventorySettings settings;

    /** Endpoints on this engine. */
    public InventoryEndpoints(
            ServiceEngine<Warehouse, InventoryCommand, InventoryEvent, InventoryRefusal, ?, Announcement> engine,
            StockTable stock,
            Environment environment,
            InventorySettings settings) {
        this.engine = engine;
        this.writes = new Writes<>(engine.runner());
        this.stock = stock;
        this.environment = environment;
        this.settings = settings;
    }

    /** The routes. */
    public Routes routes() {
        return new Routes()
                .post("/inventory/receive", "receiveStock", Access.to(Scope.INVENTORY_WRITE), this::receive)
                .post("/inventory/adjust", "adjustStock", Access.to(Scope.INVENTORY_WRITE), this::adjust)
                .post("/inventory/reserve", "reserveStock", Access.to(Scope.INVENTORY_WRITE), this::reserve)
                .post("/inventory/release", "releaseStock", Access.to(Scope.INVENTORY_WRITE), this::release)
                .get(
                        "/inventory/items",
                        "listStock",
                        Set.of("limit", "cursor"),
                        Access.to(Scope.INVENTORY_READ),
                        this::list)
                .get("/inventory/items/{productId}", "getStock", Access.to(Scope.INVENTORY_READ), this::get)
                .get(
                        "/inventory/reservations/{orderId}",
                        "getReservation",
                        Access.to(Scope.INVENTORY_READ),
                        this::reservation);
    }

    private Answer receive(Call call) {
        Instant now = environment.clock().instant();
        return move(call, call.body(body -> InventoryRequests.receive(body, now)));
    }

    private Answer adjust(Call call) {
        Instant now = environment.clock().instant();
        return move(call, call.body(body -> InventoryRequests.adjust(body, now)));
    }

    private Answer move(Call call, InventoryCommand.OfProduct command) {
        String id = TypeId.encode("mov", environment.ids().next());
        var directed =
                new Writes.Command<InventoryCommand>(InventoryEvents.movement(command.product(), id), true, command);
        return writes.answered(
                call,
                directed,
                InventoryProblems::of,
                done -> Answer.json(200, InventoryJson.Stock.of(levelOf(done.state(), command.product()))));
    }

    private static StockLevel levelOf(Warehouse state, ProductId product) {
        return state.level(product)
                .orElseThrow(() -> new IllegalStateException("what was moved is not on the shelf: " + product));
    }

    private Answer reserve(Call call) {
        Instant now = environment.clock().instant();
        ReservationId id = ReservationId.of(environment.ids().next());
        InventoryCommand.Reserve command = call.body(body -> new InventoryCommand.Reserve(
                InventoryRequests.order(body),
                id,
                InventoryRequests.lines(body),
                now.plus(body.durationOr("expiresIn", HOLD_MIN, HOLD_MAX, settings.holdTime())),
                now));
        return send(call, command, state -> {
            Reservation latest = latest(state);
            InventoryJson.Reserved reserved = InventoryJson.Reserved.of(command.order(), latest);
            boolean mine = id.value().equals(reserved.reservationId());
            return mine
                    ? Answer.json(201, reserved).withHeader("Location", "/inventory/reservations/" + reserved.orderId())
                    : Answer.json(200, reserved);
        });
    }

    private Answer release(Call call) {
        Instant now = environment.clock().instant();
        InventoryCommand.Release command = call.body(body -> new InventoryCommand.Release(
                InventoryRequests.order(body), InventoryCommand.LATEST, reason(body.optionalText("reason")), now));
        return send(
                call,
                command,
                state -> Answer.json(200, InventoryJson.Release.of(command.order(), state.reservations())));
    }

    private static String reason(@Nullable String given) {
        return given == null ? "REQUESTED" : given;
    }

    private Answer send(Call call, InventoryCommand.OfOrder command, Function<Warehouse, Answer> render) {
        var directed =
                new Writes.Command<InventoryCommand>(InventoryEvents.reservations(command.order()), false, command);
        return writes.answered(call, directed, InventoryProblems::of, done -> render.apply(done.state()));
    }

    private static Reservation latest(Warehouse state) {
        return state.reservations()
                .last()
                .orElseThrow(() -> new IllegalStateException("a reservation was made and is not there"));
    }

    private Answer list(Call call) {
        record Asked(int limit, @Nullable String cursor) {}
        Asked asked =
                call.query(query -> new Asked(Page.limit(query), query.text("cursor", InventoryRequests.PRODUCT)));
        List<StockLevel> found = stock.page(asked.cursor(), asked.limit() + 1);
        return Answer.json(
                200,
                Page.first(
                        asked.limit(),
                        found,
                        InventoryJson.Stock::of,
                        level -> level.product().value()));
    }

    private Answer get(Call call) {
        ProductId product = call.path("productId", ProductId::parse);
        return stock.level(product)
                .map(level -> Answer.json(200, InventoryJson.Stock.of(level)))
                .orElseThrow(() -> Problem.of("not-found", "There is no product " + product.value() + ".")
                        .asException());
    }

    private Answer reservation(Call call) {
        OrderId order = call.path("orderId", OrderId::parse);
        Reservations reservations =
                engine.state(InventoryEvents.reservations(order).name()).join().reservations();
        Reservation found = reservations
                .last()
                .or(() -> reservations instanceof Reservations.Closed closed
                        ? Optional.of(new Reservation.Tombstone(1, closed.reason()))
                        : Optional.empty())
                .orElseThrow(() -> Problem.of("not-found", "There is no reservation for order " + order.value() + ".")
                        .asException());
        return Answer.json(200, InventoryJson.Reserved.of(order, found));
    }
}
