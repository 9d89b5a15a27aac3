package waybill.torture.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import waybill.torture.load.Load;
import waybill.torture.system.Shop;
import waybill.torture.system.Waiting;
import waybill.torture.wire.FaultProxy;

/** Does what is planned, and undoes it, one thread for each lane. */
public final class Injector {
    private final Processes processes;
    private final Surroundings surroundings;
    private final Consumer<String> says;
    private final List<Injected> injected = new CopyOnWriteArrayList<>();
    private final List<String> unhealed = new CopyOnWriteArrayList<>();
    private final List<Thread> lanes = new ArrayList<>();
    private final long began = System.nanoTime();
    private volatile boolean over;

    /**
     * On this shop, its proxy, and its clients.
     *
     * @param says hears of everything that is done
     */
    public Injector(Shop shop, FaultProxy proxy, Load load, Consumer<String> says) {
        this.processes = new Processes(shop);
        this.surroundings = new Surroundings(proxy, load);
        this.says = says;
    }

    /** Begins; from now on the times of the plan count. */
    public void begin(FaultPlan plan) {
        for (Fault.Lane lane : Fault.Lane.values()) {
            List<Stroke> strokes = plan.of(lane);
            lanes.add(Thread.ofPlatform().name("faults-" + lane).start(() -> strokes.forEach(this::strike)));
        }
    }

    /** A lane that is late, because somebody took long to come back, leaves out what would come after the end. */
    private void strike(Stroke stroke) {
        while (!over && since().compareTo(stroke.at()) < 0) {
            Waiting.pass(Math.min(100, stroke.at().minus(since()).toMillis() + 1));
        }
        if (over) {
            return;
        }
        Duration at = since();
        Strike strike =
                stroke.fault().lane() == Fault.Lane.PROCESSES ? processes.strike(stroke) : surroundings.strike(stroke);
        says.accept(stroke.fault().word() + ": " + strike.what());
        try {
            strike.begin().run();
            Waiting.pass(stroke.length().toMillis());
        } finally {
            strike.undo().run();
        }
        if (!strike.healed().getAsBoolean()) {
            unhealed.add("After " + stroke.fault().word() + " (" + strike.what() + ") it was not ready again in time.");
        }
        injected.add(new Injected(stroke.fault(), at, since().minus(at), strike.what()));
    }

    private Duration since() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Begins nothing more, and returns when everything that was begun is undone. */
    public void end() {
        over = true;
        try {
            for (Thread lane : lanes) {
                lane.join();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        surroundings.calm();
    }

    /** What was done, in the order of its beginning. */
    public List<Injected> injected() {
        return injected.stream().sorted(Comparator.comparing(Injected::at)).toList();
    }

    /** What did not come back. */
    public List<String> unhealed() {
        return List.copyOf(unhealed);
    }
}
