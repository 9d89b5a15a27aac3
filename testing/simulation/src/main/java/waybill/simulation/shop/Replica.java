package waybill.simulation.shop;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import waybill.contracts.Announcement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.assembly.ServiceEngine;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.feeds.Reaction;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.Origin;
import waybill.engine.core.time.Workers;
import waybill.engine.core.tracing.Tracing;
import waybill.kernel.OrderId;
import waybill.payment.service.GatewayDesk;
import waybill.simulation.world.World;

/** One process of a service: the real engine, and everything that it forgets when it ends. */
public final class Replica<S, C, E, R, B> {
    private static final Duration NEVER_MIND = Duration.ofDays(1);
    private static final Duration EVERY_SECOND = Duration.ofSeconds(1);

    private final Service<S, C, E, R, B> service;
    private final Life life;
    private final World world;
    private final InstantSource clock;
    private final SteppedWorkers workers;
    private final SteppedTransport carrier;
    private final EventStore<S, E, B> store;
    private final Environment environment;
    private final ServiceEngine<S, C, E, R, B, Announcement> engine;
    private final List<Runnable> tasks = new ArrayList<>();
    private final Consumer<Deadline> act;
    private @Nullable GatewayDesk desk;
    private boolean inLane;

    Replica(Service<S, C, E, R, B> service, String name, MeterRegistry meters) {
        Shop shop = service.shop();
        this.service = service;
        this.world = shop.world();
        this.life = new Life(name, world.trace());
        Duration skew = shop.skew();
        this.clock = () -> world.instant().plus(skew);
        this.workers = new SteppedWorkers(world, life);
        this.carrier = new SteppedTransport(world, shop);
        Blueprint<S, C, E, R, B> blueprint = service.blueprint();
        Machinery.Home home = new Machinery.Home(service.name(), shop, life);
        EventStore<S, E, B> disk = new UnsteadyStore<>(service.disk(), life, world, shop.risks());
        this.store = shop.machinery().store(home, disk);
        this.environment =
                new Environment(clock, world, meters, new Environment.Running(sizes(world), workers), Tracing.NONE);
        this.engine = new ServiceEngine<>(
                new ServiceEngine.Parts<>(
                        service.name(), store, blueprint.aggregate().apply(clock), blueprint.announcer(), _ -> null),
                environment);
        this.act = blueprint.assembly().fit(this);
        engine.keepDeadlines(EVERY_SECOND, act);
        Transport<Announcement> transport = shop.machinery().transport(home, carrier);
        Reaction<Announcement, C> reaction = blueprint.hearing().reaction().apply(clock);
        blueprint.hearing().sources().forEach(source -> engine.listen(source, transport, reaction));
    }

    private static CommandRunner.Sizes sizes(World world) {
        return new CommandRunner.Sizes(
                1 + world.number(2), 1 + world.number(8), 1_000, world.happens(70) ? 1_000 : 2, NEVER_MIND);
    }

    /** Something is done some time, by a thread of this process. */
    void soon(Runnable task) {
        if (life.isAlive()) {
            tasks.add(task);
        }
    }

    void asks(GatewayDesk wayToTheGateway) {
        this.desk = wayToTheGateway;
    }

    /** The gateway says that something has happened to an order: it is asked what it was. */
    void notify(OrderId order) {
        if (desk != null) {
            var _ = desk.askAbout(order, new Origin("webhook", null, "gateway", null));
        }
    }

    /** Whether it is going on. */
    boolean isThere() {
        return life.isRunning();
    }

    /** Whether there is something to decide. */
    boolean hasWork() {
        return isThere() && !inLane && engine.runner().waiting() > 0;
    }

    /** Decides and writes some of what waits; true if there was anything. */
    boolean decide() {
        return !inLane && alone(world.oneOf(workers.lanes()));
    }

    private boolean alone(Workers.Step lane) {
        inLane = true;
        try {
            return take(lane);
        } finally {
            inLane = false;
        }
    }

    /** Everything that it can do at once; true if there was anything. */
    boolean progress() {
        boolean any = look();
        any |= read();
        for (SteppedTransport.Delivery delivery : deliveries()) {
            any |= delivery.all();
        }
        for (Workers.Step lane : workers.lanes()) {
            any |= !inLane && alone(lane);
        }
        while (!tasks.isEmpty()) {
            doTask();
            any = true;
        }
        return any;
    }

    /** Looks whether anybody else has written. */
    boolean look() {
        return all(workers.feeds());
    }

    /** Reads histories for those who have asked. */
    boolean read() {
        return all(workers.readers());
    }

    private boolean all(List<Workers.Step> steps) {
        boolean any = false;
        for (Workers.Step step : steps) {
            any |= take(step);
        }
        return any;
    }

    private boolean take(Workers.Step step) {
        try {
            return step.take();
        } catch (InterruptedException ended) {
            return true;
        }
    }

    boolean hasTasks() {
        return isThere() && !tasks.isEmpty();
    }

    /** Does one of the things that a thread was started for. */
    void doTask() {
        tasks.remove(world.isRough() ? world.number(tasks.size()) : 0).run();
    }

    /** Looks for deadlines that are due. */
    void lookAtDeadlines() {
        workers.timers().forEach(Runnable::run);
    }

    /** Acts on a deadline, whether it is due or not. */
    void act(Deadline deadline) {
        act.accept(deadline);
    }

    /** What is on its way to it. */
    List<SteppedTransport.Delivery> deliveries() {
        return carrier.deliveries();
    }

    /** Whether it is there and going on. */
    public Life life() {
        return life;
    }

    /** Whose replica it is. */
    public Service<S, C, E, R, B> service() {
        return service;
    }

    /** Its disk, as it reaches it. */
    public EventStore<S, E, B> store() {
        return store;
    }

    /** Its machine room. */
    public ServiceEngine<S, C, E, R, B, Announcement> engine() {
        return engine;
    }

    /** What it was given. */
    public Environment environment() {
        return environment;
    }

    /** Its clock, which is a little wrong. */
    public InstantSource clock() {
        return clock;
    }

    @Override
    public String toString() {
        return life.name();
    }
}
