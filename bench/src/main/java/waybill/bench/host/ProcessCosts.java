package waybill.bench.host;

import java.util.List;

/** Microseconds of CPU the three parties have used since they began. */
public record ProcessCosts(long serverMicros, long postgresMicros, long clientMicros) {
    /** What has been used since an earlier sample. */
    public ProcessCosts since(ProcessCosts earlier) {
        return new ProcessCosts(
                serverMicros - earlier.serverMicros,
                postgresMicros - earlier.postgresMicros,
                clientMicros - earlier.clientMicros);
    }

    /** Reads the costs of a server, its PostgreSQL and this process from a table. */
    static ProcessCosts of(ProcessTable table, ServerProcess server) {
        List<ProcStat> postgres = table.postgresOf(server.pid(), server.data());
        // A process that ends hands its time to its parent, so the sum over the family never goes back.
        long postgresMicros = postgres.stream()
                .mapToLong(p -> p.ownMicros() + p.childMicros())
                .sum();
        return new ProcessCosts(
                own(table, server.pid()),
                postgresMicros,
                own(table, ProcessHandle.current().pid()));
    }

    private static long own(ProcessTable table, long pid) {
        ProcStat process = table.process(pid);
        return process == null ? 0 : process.ownMicros();
    }
}
