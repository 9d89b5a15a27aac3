package waybill.bench.report;

import waybill.bench.host.ProcessCosts;

/** Microseconds of CPU one order (or request, or event) cost each party. */
public record CpuPerOrder(double serverMicros, double postgresMicros, double clientMicros) {
    /** Divides the costs of a run among its orders; there must be one. */
    static CpuPerOrder of(ProcessCosts costs, long orders) {
        return new CpuPerOrder(
                (double) costs.serverMicros() / orders,
                (double) costs.postgresMicros() / orders,
                (double) costs.clientMicros() / orders);
    }
}
