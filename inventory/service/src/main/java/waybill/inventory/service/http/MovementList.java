package waybill.inventory.service.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.views.ViewFollower;
import waybill.engine.http.Answer;
import waybill.engine.http.Call;
import waybill.engine.http.Page;
import waybill.engine.http.Problem;
import waybill.engine.http.Routes;
import waybill.engine.http.Rule;
import waybill.engine.http.access.Access;
import waybill.engine.http.access.Scope;
import waybill.inventory.service.store.Movement;
import waybill.inventory.service.store.MovementIndex;
import waybill.inventory.service.store.MovementIndex.Place;
import waybill.inventory.service.store.StockTable;
import waybill.kernel.EventId;
import waybill.kernel.ProductId;

/** What moved the stock of a product, the newest first. */
public final class MovementList {
    /** Who has just moved something finds it in the list; a view that is far behind keeps nobody waiting. */
    private static final Duration CATCH_UP_MAX = Duration.ofMillis(250);

    private static final Rule CURSOR = Rule.parsedBy(MovementList::place, "a cursor that this list gave out");

    private final ViewFollower<?> view;
    private final MovementIndex index;
    private final StockTable stock;

    /** Tells what the index holds; {@code view} keeps it. */
    public MovementList(ViewFollower<?> view, MovementIndex index, StockTable stock) {
        this.view = view;
        this.index = index;
        this.stock = stock;
    }

    /** The routes. */
    public Routes routes() {
        return new Routes()
                .get(
                        "/inventory/items/{productId}/movements",
                        "listMovements",
                        Set.of("limit", "cursor"),
                        Access.to(Scope.INVENTORY_READ),
                        this::movements);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(
            String id,
            Instant at,
            String kind,
            long quantity,
            long onHandDelta,
            @Nullable String orderId,
            @Nullable String reference) {
        static Line of(Movement movement) {
            return new Line(
                    movement.id(),
                    movement.at(),
                    movement.kind().name(),
                    movement.quantity(),
                    movement.change().onHand(),
                    movement.orderId(),
                    movement.reference());
        }
    }

    private Answer movements(Call call) {
        record Asked(int limit, @Nullable Place after) {}
        ProductId product = call.path("productId", ProductId::parse);
        Asked asked = call.query(query -> {
            String cursor = query.text("cursor", CURSOR);
            return new Asked(
                    Page.limit(query), cursor == null ? null : place(cursor).orElse(null));
        });
        if (stock.level(product).isEmpty()) {
            throw Problem.of("not-found", "There is no product " + product.value() + ".")
                    .asException();
        }
        view.catchUp(CATCH_UP_MAX);
        List<Movement> found = index.of(product, asked.after(), asked.limit() + 1);
        return Answer.json(200, Page.first(asked.limit(), found, Line::of, MovementList::cursor));
    }

    /** Microseconds since the epoch and the event: {@code 1769851800041870.evt_…}. */
    private static Optional<Place> place(String cursor) {
        int dot = cursor.indexOf('.');
        if (dot < 1 || dot > 18 || !cursor.substring(0, dot).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        Instant at = Instant.EPOCH.plus(Long.parseLong(cursor.substring(0, dot)), ChronoUnit.MICROS);
        return EventId.parse(cursor.substring(dot + 1)).map(id -> new Place(at, id.value()));
    }

    private static String cursor(Movement movement) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, movement.at()) + "." + movement.id();
    }
}
