package waybill.simulation.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import waybill.contracts.Announcement;
import waybill.engine.core.commands.Aggregate;
import waybill.engine.core.feeds.Reaction;

/** One service: its disk, and the processes that share it. */
public final class Service<S, C, E, R, B> {
    private final Shop shop;
    private final Blueprint<S, C, E, R, B> blueprint;
    private final Disk<S, E, B> disk;
    private final List<Replica<S, C, E, R, B>> replicas = new ArrayList<>();
    private int started;

    Service(Shop shop, Blueprint<S, C, E, R, B> blueprint, int shards) {
        this.shop = shop;
        this.blueprint = blueprint;
        this.disk = new Disk<>(
                blueprint.name(),
                new SometimesBytes<>(blueprint.codec(), shop.writesBytes()),
                shards,
                shop.world().trace());
    }

    /** Starts a process. */
    Replica<S, C, E, R, B> start() {
        String name = name() + "-" + ++started;
        shop.world().trace().note("starts", name);
        Replica<S, C, E, R, B> replica = new Replica<>(this, name, shop.meters());
        replicas.add(replica);
        return replica;
    }

    /** The processes that have not ended. */
    public List<Replica<S, C, E, R, B>> replicas() {
        replicas.removeIf(replica -> !replica.life().isAlive());
        return replicas;
    }

    /** One of those that are going on, if there is any. */
    public Optional<Replica<S, C, E, R, B>> someone() {
        List<Replica<S, C, E, R, B>> running = new ArrayList<>(2);
        for (Replica<S, C, E, R, B> replica : replicas()) {
            if (replica.life().isRunning()) {
                running.add(replica);
            }
        }
        return running.isEmpty() ? Optional.empty() : Optional.of(shop.world().oneOf(running));
    }

    /** Its name. */
    public String name() {
        return blueprint.name();
    }

    /** What survives. */
    public Disk<S, E, B> disk() {
        return disk;
    }

    /** Where it is. */
    public Shop shop() {
        return shop;
    }

    Blueprint<S, C, E, R, B> blueprint() {
        return blueprint;
    }

    /** Its rules, by the time of the world. */
    public Aggregate<S, C, E, R, B> aggregate() {
        return blueprint.aggregate().apply(shop.world());
    }

    /** What it does about what others say. */
    public Reaction<Announcement, C> reaction() {
        return blueprint.hearing().reaction().apply(shop.world());
    }

    /** Whom it hears. */
    public List<String> sources() {
        return blueprint.hearing().sources();
    }

    @Override
    public String toString() {
        return name();
    }
}
