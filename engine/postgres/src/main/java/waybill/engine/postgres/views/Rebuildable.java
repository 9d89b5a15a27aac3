package waybill.engine.postgres.views;

import java.time.Duration;

/** A read model that can be made again from the log, while it is being read and followed, without any other effect. */
public interface Rebuildable {
    /** The view, for example {@code orders}. */
    String name();

    /**
     * Makes it again and puts it in the place of the old one.
     *
     * @throws RebuildUnderWay if another one is rebuilding it
     */
    Report rebuild();

    /**
     * What was done.
     *
     * @param events how many were read, from the beginning of the log
     */
    record Report(String view, long events, Duration time) {}

    /** Two cannot rebuild one view at the same time. */
    final class RebuildUnderWay extends RuntimeException {
        RebuildUnderWay(String view) {
            super("The view " + view + " is being rebuilt by somebody else: wait until that has ended.");
        }
    }
}
