package waybill.simulation.shop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import waybill.engine.core.time.Pause;
import waybill.engine.core.time.Workers;
import waybill.simulation.world.World;

/** The workers of one process, who do nothing unless somebody steps them. */
final class SteppedWorkers implements Workers {
    private static final Thread NOBODY = Thread.ofPlatform().unstarted(() -> {});

    private final World world;
    private final Life life;
    private final List<Step> lanes = new ArrayList<>();
    private final List<Step> readers = new ArrayList<>();
    private final List<Step> feeds = new ArrayList<>();
    private final List<Runnable> timers = new ArrayList<>();

    SteppedWorkers(World world, Life life) {
        this.world = world;
        this.life = life;
    }

    @Override
    public Thread begin(String name, Runnable work, Step step) {
        if (name.contains("-lane-")) {
            lanes.add(step);
        } else if (name.endsWith("-reads")) {
            readers.add(step);
        } else if (name.endsWith("-heads")) {
            feeds.add(step);
        }
        return NOBODY;
    }

    @Override
    public Timer every(Duration interval, String name, Runnable work) {
        timers.add(work);
        return new Timer() {
            @Override
            public void now() {
                work.run();
            }

            @Override
            public void close() {
                timers.remove(work);
            }
        };
    }

    @Override
    public Pause resting(Pause real) {
        return time -> {
            if (!life.isAlive()) {
                throw new InterruptedException("the process has ended");
            }
            world.pause(time);
        };
    }

    @Override
    public long nanos() {
        return world.nanos();
    }

    /** Those who decide and write. */
    List<Step> lanes() {
        return lanes;
    }

    /** Those who read histories for others. */
    List<Step> readers() {
        return readers;
    }

    /** Those who look whether anybody else has written. */
    List<Step> feeds() {
        return feeds;
    }

    /** What is done every so often. */
    List<Runnable> timers() {
        return timers;
    }
}
