package waybill.server;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import waybill.engine.http.pages.Metrics;

/** Which Waybill this is. */
final class Version {
    /** As it is released. */
    static final String NUMBER = "0.1.0";

    private Version() {}

    /** Says it in the metrics, where it can be joined to everything else. */
    static void show(PrometheusMeterRegistry meters) {
        Metrics.info("waybill_info", "version", NUMBER, meters);
    }
}
