package waybill.torture.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static waybill.torture.checks.World.A;
import static waybill.torture.checks.World.B;
import static waybill.torture.checks.World.C;
import static waybill.torture.checks.World.line;
import static waybill.torture.checks.World.order;
import static waybill.torture.checks.World.plain;
import static waybill.torture.checks.World.shown;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import waybill.torture.ending.Ending;
import waybill.torture.ending.Refund;
import waybill.torture.ending.Shipment;
import waybill.torture.ending.Stock;
import waybill.torture.ending.Transaction;
import waybill.torture.history.Answer;
import waybill.torture.history.History;
import waybill.torture.history.Kind;
import waybill.torture.history.Outcome;

/** Every check passes a world in which all is well, and finds each way in which its promise can be broken. */
class ChecksTest {
    /** One wrong history, and the check that must notice it. */
    record Planted(Check check, String wrong, Consumer<World> spoil, String found) {
        @Override
        public String toString() {
            return check.getClass().getSimpleName() + ": " + wrong;
        }
    }

    private static Planted planted(Check check, String wrong, Consumer<World> spoil, String found) {
        return new Planted(check, wrong, spoil, found);
    }

    static Stream<Planted> wrongs() {
        return Stream.of(answers(), orders(), endings(), keys(), repeats(), stock(), money(), times())
                .flatMap(some -> some);
    }

    private static Stream<Planted> answers() {
        return Stream.of(
                planted(
                        new EveryRequestIsAnswered(),
                        "a client never learns what became of its order",
                        world -> world.told(world.place("k-lost", 1), Answer.none("reset")),
                        "PLACE k-lost was never answered; the last time: 0 reset"),
                planted(
                        new NoDefects(),
                        "a process says that it is wrong",
                        world -> world.told(world.place("k-d", 1), plain(500, "internal-error")),
                        "PLACE k-d was answered 500 internal-error"),
                planted(
                        new NoDefects(),
                        "a good request is taken for a bad one",
                        world -> world.told(world.place("k-d", 1), plain(400, "validation-failed")),
                        "was answered 400"),
                planted(
                        new NothingIsParked(),
                        "an event is parked",
                        world -> world.parked.add("evt_7"),
                        "event evt_7 is parked"));
    }

    private static Stream<Planted> orders() {
        return Stream.of(
                planted(
                        new AcknowledgedOrdersExist(),
                        "an acknowledged order is lost",
                        world -> world.orders.remove(A),
                        "ord_a was acknowledged (201) under key k-a: it is not there"),
                planted(
                        new AcknowledgedOrdersExist(),
                        "it has other goods than were ordered",
                        world -> world.put(order(C, "k-c", "CONFIRMED", 5, line(4, 0, 0))),
                        "its lines are"),
                planted(
                        new AcknowledgedOrdersExist(),
                        "it belongs to another request",
                        world -> world.put(order(C, "k-z", "CONFIRMED", 5, line(3, 0, 0))),
                        "its mark is k-z"));
    }

    private static Stream<Planted> endings() {
        return Stream.of(
                planted(
                        new AcceptedOrdersEnd(),
                        "an accepted order waits for ever",
                        world -> world.put(order(C, "k-c", "PENDING", 5, line(3, 0, 0))),
                        "ord_c was accepted (PLACE) and is still PENDING"),
                planted(
                        new AcceptedOrdersEnd(),
                        "a shipment of it stays open",
                        world -> world.put(order(C, "k-c", "CONFIRMED", 5, line(3, 0, 0))
                                .with(new Shipment("shp_9", "PENDING", "k-9", 500))),
                        "is still CONFIRMED"),
                planted(
                        new ConfirmedOrdersStay(),
                        "a confirmed order is cancelled and nobody asked",
                        world -> world.put(
                                order(A, "k-a", "CANCELLED", 9, line(2, 0, 2)).because("CUSTOMER_REQUEST")),
                        "nobody asked for it"),
                planted(
                        new ConfirmedOrdersStay(),
                        "a confirmed order is said to have timed out",
                        world -> world.put(
                                order(A, "k-a", "CANCELLED", 9, line(2, 0, 2)).because("SAGA_TIMEOUT")),
                        "SAGA_TIMEOUT"));
    }

    private static Stream<Planted> keys() {
        return Stream.of(
                planted(
                        new OneEffectPerKey(),
                        "one key made two orders",
                        world -> world.put(order("ord_d", "k-a", "CONFIRMED", 5, line(2, 0, 0))),
                        "key k-a made"),
                planted(
                        new OneEffectPerKey(),
                        "a repeat is told of another order",
                        world -> world.told(world.repeated(1), shown(201, C, "CONFIRMED", 5, 0)),
                        "and was told of"),
                planted(
                        new OneEffectPerKey(),
                        "one key shipped twice",
                        world -> world.put(order(A, "k-a", "SHIPPED", 9, line(2, 2, 0))
                                .with(new Shipment("shp_1", "SHIPPED", "k-ship", 500))
                                .with(new Shipment("shp_2", "SHIPPED", "k-ship", 500))
                                .with(new Refund("rfd_1", "SUCCEEDED", "k-back", 120))),
                        "FULFILL with key k-ship was acknowledged, and is there as [shp_1, shp_2]"),
                planted(
                        new OneEffectPerKey(),
                        "an acknowledged shipment is not there",
                        world -> world.put(order(A, "k-a", "CONFIRMED", 9, line(2, 0, 0))
                                .with(new Refund("rfd_1", "SUCCEEDED", "k-back", 120))),
                        "FULFILL with key k-ship was acknowledged, and is there as []"),
                planted(
                        new OneEffectPerKey(),
                        "one key gave money back twice",
                        world -> world.put(order(C, "k-c", "CONFIRMED", 9, line(3, 0, 0))
                                .with(new Refund("rfd_2", "SUCCEEDED", "k-back", 120))),
                        "REFUND with key k-back"));
    }

    private static Stream<Planted> repeats() {
        return Stream.of(
                planted(
                        new RepeatsAreAnsweredAlike(),
                        "a repeat is answered otherwise",
                        world -> world.told(world.repeated(1), shown(201, A, "CONFIRMED", 6, 0)),
                        "PLACE with key k-a was answered in 2 ways"),
                planted(
                        new UsedKeysAreRefused(),
                        "an impostor is let in",
                        world -> world.told(
                                world.request(Kind.IMPOSTOR, "k-b", "", "{}"), shown(201, B, "CONFIRMED", 5, 0)),
                        "key k-b was taken for another order and answered 201"),
                planted(
                        new UsedKeysAreRefused(),
                        "an impostor is refused, and its order is there",
                        world -> world.put(order("ord_d", "k-x-impostor", "CONFIRMED", 5, line(1, 0, 0))),
                        "there is an impostor's order: ord_d"));
    }

    private static Stream<Planted> stock() {
        return Stream.of(
                stock("a delivery was counted twice", new Stock("MUG", 19, 15, 0, 4)),
                stock("a piece is gone", new Stock("MUG", 8, 4, 0, 4)),
                stock("a piece is promised to nobody", new Stock("MUG", 9, 4, 1, 4)),
                stock("more is promised than there is", new Stock("MUG", 9, -1, 6, 4)),
                stock("what is promised was given away", new Stock("MUG", 9, 9, 0, 0)),
                planted(
                        new StockConserves(),
                        "a product is not there",
                        world -> world.stock.remove("MUG"),
                        "MUG is not there"));
    }

    private static Planted stock(String wrong, Stock stock) {
        return planted(
                new StockConserves(),
                wrong,
                world -> world.stock.put("MUG", stock),
                "MUG: received 10, shipped 1, orders wait for 4");
    }

    private static Stream<Planted> money() {
        return Stream.of(
                planted(
                        new MoneyConserves(),
                        "the gateway moved money that we do not know of",
                        world -> world.theirs.add(new Transaction("t9", "", "CAPTURE", "SUCCEEDED", 500)),
                        "in our books: null"),
                planted(
                        new MoneyConserves(),
                        "we think that money moved, and it did not",
                        world -> world.ours.add(new Transaction("t9", A, "REFUND", "SUCCEEDED", 1)),
                        "in the gateway's: null"),
                planted(
                        new MoneyConserves(),
                        "the amounts differ",
                        world -> world.ours.set(1, new Transaction("t2", A, "CAPTURE", "SUCCEEDED", 499)),
                        "amount=499"),
                planted(
                        new MoneyConserves(),
                        "a timeout was taken for a decline",
                        world -> world.ours.set(1, new Transaction("t2", A, "CAPTURE", "DECLINED", 500)),
                        "status=DECLINED"),
                planted(
                        new MoneyConserves(),
                        "the gateway has one key twice",
                        world -> world.theirs.add(new Transaction("t2", "", "CAPTURE", "SUCCEEDED", 500)),
                        "moved money twice for t2"),
                charged("a customer is charged twice", world -> world.money("t9", A, "CAPTURE", 500), "1000 was taken"),
                charged("what shipped is not paid", world -> world.ours.remove(1), "0 was taken"),
                charged(
                        "a cancelled order keeps money",
                        world -> world.ours.remove(4),
                        "it is cancelled and not all money is back"),
                charged("too much was given back", world -> world.money("t9", A, "REFUND", 1), "121 was given back"),
                charged(
                        "an order is held by two authorizations",
                        world -> world.money("t9", C, "AUTHORIZE", 1500),
                        "3000 is set aside"));
    }

    private static Planted charged(String wrong, Consumer<World> spoil, String found) {
        return planted(new OrdersAreChargedExactly(), wrong, spoil, found);
    }

    private static Stream<Planted> times() {
        return Stream.of(
                planted(
                        new NoShipmentAfterCancel(),
                        "a cancelled order is shipped",
                        world -> world.put(order(B, "k-b", "SHIPPED", 12, line(1, 1, 0))
                                .with(new Shipment("shp_3", "SHIPPED", "k-3", 500))),
                        "is SHIPPED with [1] shipped"),
                planted(
                        new NoShipmentAfterCancel(),
                        "the rest of a cancelled order is shipped",
                        world -> {
                            world.told(world.request(Kind.CANCEL, "k-rest", A, ""), shown(200, A, "SHIPPED", 10, 1));
                            world.put(order(A, "k-a", "SHIPPED", 12, line(2, 2, 0)));
                        },
                        "has now [2] shipped and [0] open"),
                planted(
                        new NoShipmentAfterCancel(),
                        "a cancellation is forgotten",
                        world -> world.put(order(B, "k-b", "CONFIRMED", 5, line(1, 0, 0))),
                        "is CONFIRMED with [0] shipped"),
                planted(
                        new ReadsNeverGoBack(),
                        "a read is older than one before it",
                        world -> world.read(A, shown(200, A, "CONFIRMED", 5, 0)),
                        "ord_a was read in version 5 after somebody had been told of version 9"),
                planted(
                        new ReadsNeverGoBack(),
                        "an acknowledged order cannot be read",
                        world -> world.read(C, plain(404, "not-found")),
                        "ord_c was read in version 0 after somebody had been told of version 1"),
                planted(
                        new ReadsNeverGoBack(),
                        "the end is older than what was told",
                        world -> world.put(order(B, "k-b", "CANCELLED", 6, line(1, 0, 1))),
                        "ord_b has version 6 in the end, and version 9 was told"));
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void a_check_finds_what_is_wrong(Planted planted) {
        World world = new World();
        planted.spoil.accept(world);
        Judgement judgement = world.of(planted.check);
        assertThat(judgement.holds()).isFalse();
        assertThat(judgement.findings()).anyMatch(finding -> finding.contains(planted.found));
    }

    @Test
    void all_checks_hold_where_all_is_well_and_each_has_looked_at_something() {
        World world = new World();
        assertThat(Checks.ALL)
                .map(world::of)
                .allMatch(Judgement::holds)
                .allSatisfy(judgement -> assertThat(judgement.looked()).isPositive());
    }

    @Test
    void a_check_that_looked_at_nothing_does_not_hold() {
        Ending nothing = new Ending(Map.of(), Map.of(), List.of(), List.of(), List.of());
        assertThat(Checks.judge(new History(List.of()), nothing)).noneMatch(Judgement::holds);
    }

    @Test
    void every_check_has_a_wrong_history_that_it_finds() {
        List<Class<?>> tried = new ArrayList<>();
        wrongs().forEach(planted -> tried.add(planted.check.getClass()));
        assertThat(Checks.ALL.stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(tried.stream().collect(Collectors.toSet()));
    }

    @Test
    void what_is_lawful_is_not_mistaken_for_a_fault() {
        World world = new World();
        // A payment that was not available is tried again by the same request, and then succeeds.
        world.told(
                world.repeated(1),
                new Answer(Outcome.FAIL, 503, "payment-unavailable", false, A, "", 0, List.of(), "x"));
        // A client that stopped waiting for its first answer got it later, under the same key.
        world.told(world.repeated(2), Answer.none("reset"));
        world.told(world.attempts.getLast().request(), shown(201, B, "CONFIRMED", 5, 0));
        // A confirmed order whose goods were gone when its hold had run out.
        world.put(order(C, "k-c", "CANCELLED", 9, line(3, 0, 3)).because("OUT_OF_STOCK"));
        world.stock.put("MUG", new Stock("MUG", 9, 8, 0, 1));
        world.money("t7", C, "VOID", 1500);
        // An order of which a part had shipped, when money was taken for a shipment that had been given up.
        world.put(order("ord_e", "k-e", "SHIPPED", 12, line(3, 1, 2))
                .with(new Shipment("shp_e1", "SHIPPED", "k-e1", 500))
                .with(new Shipment("shp_e2", "ABANDONED", "k-e2", 500))
                .with(new Refund("rfd_e2", "SUCCEEDED", "", 500)));
        world.stock.put("MUG", new Stock("MUG", 8, 7, 0, 1));
        world.money("t10", "ord_e", "AUTHORIZE", 1500);
        world.money("t11", "ord_e", "CAPTURE", 500);
        world.money("t12", "ord_e", "CAPTURE", 500);
        world.money("t13", "ord_e", "REFUND", 500);
        world.money("t14", "ord_e", "VOID", 500);
        assertThat(Checks.ALL).map(world::of).allMatch(Judgement::holds);
    }
}
