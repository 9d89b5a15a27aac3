package waybill.simulation.shop;

import waybill.simulation.world.Trace;

/** Whether a process is there, and whether it is going on. */
public final class Life {
    private final String name;
    private final Trace trace;
    private boolean alive = true;
    private boolean still;

    Life(String name, Trace trace) {
        this.name = name;
        this.trace = trace;
    }

    /** Ends it, here and now: nothing it knows is left. */
    public void end(String where) {
        if (alive) {
            alive = false;
            trace.note("ends", name);
            trace.remark(where);
        }
    }

    /** Has it stand still, or go on as if nothing had been. */
    void still(boolean wanted) {
        if (still != wanted) {
            still = wanted;
            trace.note(wanted ? "stands still" : "goes on", name);
        }
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return alive;
    }

    /** Whether it can do anything now. */
    public boolean isRunning() {
        return alive && !still;
    }

    /** Its name. */
    public String name() {
        return name;
    }
}
