package waybill.cluster.processes;

/** Something that can be started, again and again. */
@FunctionalInterface
public interface Program {
    /**
     * Starts it. Called by a thread that waits for its end: Linux tells a child of its parent's death when the thread
     * ends that started it.
     *
     * @throws NotStarted with one sentence, if it cannot be
     */
    Child start() throws NotStarted, InterruptedException;
}
