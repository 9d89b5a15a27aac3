package waybill.simulation.shop;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoreFault;
import waybill.simulation.world.World;

/**
 * The way of one replica to its disk: others write in between, connections break before and after the commit, and the
 * process ends there. A process that has ended reads and writes nothing any more.
 */
final class UnsteadyStore<S, E, B> extends OtherStore<S, E, B> {
    private final Life life;
    private final World world;
    private final Risks risks;

    UnsteadyStore(EventStore<S, E, B> real, Life life, World world, Risks risks) {
        super(real);
        this.life = life;
        this.world = world;
        this.risks = risks;
    }

    @Override
    public Map<String, List<Recorded<E>>> load(Collection<String> streams) {
        requireAlive();
        Map<String, List<Recorded<E>>> found = super.load(streams);
        meanwhile();
        return found;
    }

    @Override
    public Unit<S, E, B> begin(SortedSet<String> sharedKeys) {
        requireAlive();
        meanwhile();
        return super.begin(sharedKeys);
    }

    /** What was read may be old by the time it is used. */
    private void meanwhile() {
        if (world.goesWrong(risks.meanwhile())) {
            world.letOthersGoOn();
        }
    }

    @Override
    protected List<Recorded<E>> commit(Unit<S, E, B> unit, Batch<S, E, B> batch) {
        requireAlive();
        if (world.goesWrong(risks.commit())) {
            breakBeforeTheCommit();
        }
        List<Recorded<E>> recorded = super.commit(unit, batch);
        if (world.goesWrong(risks.commit())) {
            breakAfterTheCommit();
        }
        return recorded;
    }

    private void breakBeforeTheCommit() {
        if (world.happens(50)) {
            life.end("before its commit");
        }
        throw away("the connection broke before the commit");
    }

    private void breakAfterTheCommit() {
        if (world.happens(50)) {
            life.end("after its commit");
        }
        throw away("the connection broke after the commit");
    }

    @Override
    public List<Deadline> due(Instant now, int limit) {
        requireAlive();
        return super.due(now, limit);
    }

    @Override
    public int countTry(String source, int shard, long position) {
        requireAlive();
        return super.countTry(source, shard, position);
    }

    private void requireAlive() {
        if (!life.isAlive()) {
            throw away("the process has ended");
        }
    }

    private static StoreFault.Unavailable away(String why) {
        return new StoreFault.Unavailable(why, new IllegalStateException(why));
    }
}
