package waybill.torture.faults;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Something that can be done to the system, and undone. */
public enum Fault {
    /** A crash. */
    KILL(Lane.PROCESSES, Where.ANYWHERE, 0, 2_000, "kill -9 of a process, which is started again"),
    /** A machine that hangs: often shortly, sometimes for longer than any lease and any transaction may last. */
    PAUSE(Lane.PROCESSES, Where.ANYWHERE, 300, 11_000, "SIGSTOP of a process, then SIGCONT"),
    /** An upgrade. */
    RESTART(Lane.PROCESSES, Where.ANYWHERE, 0, 500, "SIGTERM and a new start; in a cluster every replica in turn"),
    /** A database that crashes. */
    POSTGRES(Lane.PROCESSES, Where.ANYWHERE, 0, 2_000, "an immediate stop of PostgreSQL (SIGQUIT)"),
    /** A broker that is away, or that hangs. */
    BROKER(Lane.PROCESSES, Where.CLUSTER, 3_000, 11_000, "an outage of Kafka: kill -9, or SIGSTOP"),
    /** A network that breaks. */
    CUT(Lane.SURROUNDINGS, Where.ANYWHERE, 300, 3_000, "all connections of clients are cut, and new ones refused"),
    /** A network that is slow. */
    DELAY(Lane.SURROUNDINGS, Where.ANYWHERE, 3_000, 8_000, "whatever clients send and are told is held up"),
    /** A network that is worse than broken. */
    LOST_ANSWERS(
            Lane.SURROUNDINGS, Where.ANYWHERE, 1_000, 3_000, "requests of clients arrive, and their answers do not"),
    /** Chaos mode. */
    CHAOS(Lane.SURROUNDINGS, Where.ANYWHERE, 5_000, 10_000, "requests ask for a failure of their own by X-Chaos"),
    /** A payment provider in trouble. */
    GATEWAY(
            Lane.SURROUNDINGS,
            Where.ANYWHERE,
            4_000,
            8_000,
            "the payment gateway times out, or cannot be reached, for most");

    /** What can go on at the same time is in different lanes. */
    enum Lane {
        PROCESSES,
        SURROUNDINGS
    }

    /** Where it makes sense. */
    enum Where {
        ANYWHERE,
        CLUSTER
    }

    private final Lane lane;
    private final Where where;
    private final int millisMin;
    private final int millisMax;
    private final String what;

    Fault(Lane lane, Where where, int millisMin, int millisMax, String what) {
        this.lane = lane;
        this.where = where;
        this.millisMin = millisMin;
        this.millisMax = millisMax;
        this.what = what;
    }

    /** What it is called on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it does, in a few words. */
    public String what() {
        return what;
    }

    Lane lane() {
        return lane;
    }

    /** Whether it can only be done to a cluster. */
    public boolean needsCluster() {
        return where == Where.CLUSTER;
    }

    int millisMin() {
        return millisMin;
    }

    int millisMax() {
        return millisMax;
    }

    /** The one that is called so. */
    public static Optional<Fault> named(String word) {
        return Stream.of(values()).filter(fault -> fault.word().equals(word)).findFirst();
    }
}
