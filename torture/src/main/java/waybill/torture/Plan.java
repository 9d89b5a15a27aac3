package waybill.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import waybill.torture.faults.Fault;

/**
 * What a run is to be.
 *
 * @param home the checkout with the built programs
 * @param jvm options of the JVMs that are started
 * @param length of load and faults
 * @param rate clients a second
 * @param faults what is done to the system
 * @param cluster whether it is a cluster
 * @param report the directory of this run, which nobody else has
 */
record Plan(
        Path home,
        List<String> jvm,
        long seed,
        Duration length,
        double rate,
        List<Fault> faults,
        boolean cluster,
        Path report) {
    Plan {
        jvm = List.copyOf(jvm);
        faults = List.copyOf(faults);
    }
}
