package waybill.inventory.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import waybill.inventory.domain.InventoryCommand.Adjust;
import waybill.inventory.domain.InventoryCommand.AnswerAgain;
import waybill.inventory.domain.InventoryCommand.Close;
import waybill.inventory.domain.InventoryCommand.Commit;
import waybill.inventory.domain.InventoryCommand.Consume;
import waybill.inventory.domain.InventoryCommand.Expire;
import waybill.inventory.domain.InventoryCommand.HoldForOrder;
import waybill.inventory.domain.InventoryCommand.Receive;
import waybill.inventory.domain.InventoryCommand.Release;
import waybill.inventory.domain.InventoryCommand.Reserve;
import waybill.inventory.domain.Reservations.Unknown;
import waybill.kernel.Decision;
import waybill.kernel.Decision.Accepted;
import waybill.kernel.OrderId;
import waybill.kernel.ProductId;
import waybill.kernel.ReservationId;
import waybill.kernel.ShipmentId;

/**
 * A random walk of several orders over products they share, driven as the engine does it: the rows a batch may touch
 * are locked once; for each command its rows are lent, the decision is made and folded, and the rows are given back.
 */
final class InventoryWalk {
    private static final int WALKS = 2000;
    private static final int COMMANDS = 70;
    private static final int BATCH_MAX = 6;
    private static final int ATTEMPTS = 3;

    /** What every order has reserved, and the stock of every product. */
    record World(Map<OrderId, Reservations> orders, Map<ProductId, StockLevel> rows) {
        World {
            orders = Map.copyOf(orders);
            rows = Map.copyOf(rows);
        }

        Reservations of(OrderId order) {
            return orders.getOrDefault(order, Reservations.unknown());
        }
    }

    /** One command, heard twice, and the world just before and just after it. */
    record Step(
            InventoryCommand command,
            Decision<InventoryEvent, InventoryRefusal> decision,
            Decision<InventoryEvent, InventoryRefusal> secondHearing,
            Set<ProductId> locked,
            Set<ProductId> lent,
            World before,
            World after) {
        List<InventoryEvent> events() {
            return decision instanceof Accepted<InventoryEvent, InventoryRefusal>(var events) ? events : List.of();
        }
    }

    final InventoryDecider decider = new InventoryDecider();
    final List<Step> steps = new ArrayList<>();
    final List<InventoryEvent> history = new ArrayList<>();

    private final Map<OrderId, Reservations> orders = new HashMap<>();
    private final Map<ProductId, StockLevel> rows = new HashMap<>();
    private final SplittableRandom random;
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private long ids;

    private InventoryWalk(long seed) {
        random = new SplittableRandom(seed);
    }

    static InventoryWalk of(long seed) {
        InventoryWalk walk = new InventoryWalk(seed);
        while (walk.steps.size() < COMMANDS) {
            walk.obeyBatch();
        }
        return walk;
    }

    /** What holds for every walk, whatever happens. A failure names its seed; {@code -Dseed=} repeats it. */
    static void forEvery(Consumer<InventoryWalk> law) {
        Long only = Long.getLong("seed");
        LongStream seeds = only == null ? LongStream.rangeClosed(1, WALKS) : LongStream.of(only);
        seeds.forEach(seed -> {
            try {
                law.accept(InventoryWalk.of(seed));
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("repeat with -Dseed=" + seed + ": " + broken.getMessage(), broken);
            }
        });
    }

    /** What holds for every step of every walk. */
    static void forEveryStep(Consumer<Step> law) {
        forEvery(walk -> walk.steps.forEach(law));
    }

    private void obeyBatch() {
        List<InventoryCommand> batch = new ArrayList<>();
        for (int i = random.nextInt(BATCH_MAX); i >= 0; i--) {
            batch.add(nextCommand());
        }
        Set<ProductId> locked = new TreeSet<>();
        for (InventoryCommand command : batch) {
            locked.addAll(InventoryDecider.products(knownFor(command), command));
        }
        for (InventoryCommand command : batch) {
            steps.add(obey(command, Set.copyOf(locked)));
        }
    }

    private Step obey(InventoryCommand command, Set<ProductId> locked) {
        Warehouse known = knownFor(command);
        Set<ProductId> lent = InventoryDecider.products(known, command);
        World before = world();
        Warehouse warehouse = known.withShelf(lend(lent));
        Decision<InventoryEvent, InventoryRefusal> decision = decider.decide(warehouse, command);
        if (decision instanceof Accepted<InventoryEvent, InventoryRefusal>(var events)) {
            history.addAll(events);
            for (InventoryEvent event : events) {
                warehouse = decider.evolve(warehouse, event);
            }
        }
        giveBack(command, warehouse);
        return new Step(command, decision, decider.decide(warehouse, command), locked, lent, before, world());
    }

    /** The world as it is now. */
    World world() {
        return new World(orders, rows);
    }

    private Map<ProductId, StockLevel> lend(Set<ProductId> products) {
        Map<ProductId, StockLevel> lent = new HashMap<>(rows);
        lent.keySet().retainAll(products);
        return lent;
    }

    private void giveBack(InventoryCommand command, Warehouse warehouse) {
        rows.putAll(warehouse.shelf());
        if (command instanceof InventoryCommand.OfOrder ofOrder && !(warehouse.reservations() instanceof Unknown)) {
            orders.put(ofOrder.order(), warehouse.reservations());
        }
    }

    private Warehouse knownFor(InventoryCommand command) {
        return switch (command) {
            case InventoryCommand.OfOrder ofOrder ->
                new Warehouse(orders.getOrDefault(ofOrder.order(), Reservations.unknown()), Map.of());
            case InventoryCommand.OfProduct _, InventoryCommand.RecordOperatorAct _ -> Warehouse.empty();
        };
    }

    private InventoryCommand nextCommand() {
        now = now.plusSeconds(random.nextInt(90));
        int attempt = 1 + random.nextInt(ATTEMPTS);
        return switch (random.nextInt(28)) {
            case 0, 1, 2, 3, 4 -> hold(attempt);
            case 5, 6 -> new Reserve(order(), reservation(), lines(), expiry(), now);
            case 7, 8, 9 -> new Commit(order(), attempt, now);
            case 10, 11, 12 -> new Release(order(), random.nextInt(ATTEMPTS + 1), "BECAUSE", now);
            case 13, 14, 15 -> new Expire(order(), attempt, now);
            case 16, 17, 18 -> new Receive(product(), received(), null, null, now);
            case 19, 20, 21, 22 -> consume(order(), attempt);
            case 23, 24, 25 -> new AnswerAgain(hold(attempt));
            case 26 -> new Adjust(product(), random.nextBoolean() ? 1 : -1 - random.nextInt(8), null, now);
            default -> new Close(order(), attempt, "BECAUSE", now);
        };
    }

    private HoldForOrder hold(int attempt) {
        return new HoldForOrder(order(), attempt, reservation(), lines(), expiry(), InventoryExamples.PAYMENT, now);
    }

    /** Mostly a part of what is promised or was let go, or all of it; sometimes goods nobody has ordered. */
    private Consume consume(OrderId order, int attempt) {
        List<Quantity> promised = new ArrayList<>(orders.getOrDefault(order, Reservations.unknown())
                .attempt(attempt)
                .map(was -> was.promised().isEmpty() ? was.letGo() : was.promised())
                .orElse(List.of()));
        if (promised.size() > 1 && random.nextBoolean()) {
            promised.remove(random.nextInt(promised.size()));
        }
        if (!promised.isEmpty() && random.nextBoolean()) {
            promised.replaceAll(line -> new Quantity(line.product(), 1 + random.nextInt(line.quantity())));
        }
        List<Quantity> shipped = promised.isEmpty() || random.nextInt(10) == 0 ? lines() : promised;
        return new Consume(order, attempt, ShipmentId.of(new UUID(0, random.nextInt(20))), shipped, now);
    }

    /** Hardly ever so much that the level is full; then nearly full, so that the next receipt is refused. */
    private long received() {
        return random.nextInt(40) == 0 ? StockLevel.ON_HAND_MAX - 3 : 1 + random.nextInt(12);
    }

    private OrderId order() {
        return OrderId.of(new UUID(0, random.nextInt(5)));
    }

    private ProductId product() {
        return new ProductId("P" + random.nextInt(4));
    }

    private ReservationId reservation() {
        return ReservationId.of(new UUID(0, ++ids));
    }

    private Instant expiry() {
        return now.plusSeconds(random.nextInt(600));
    }

    private List<Quantity> lines() {
        List<Quantity> lines = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            lines.add(new Quantity(product(), 1 + random.nextInt(5)));
        }
        return lines;
    }
}
