package waybill.bench.host;

import java.util.List;

/**
 * Microseconds of CPU used since they began, by the three parties and by the whole machine.
 *
 * @param machineMicros all its cores, whoever used them, and what its host took away
 */
public record ProcessCosts(long serverMicros, long postgresMicros, long clientMicros, long machineMicros) {
    /** What has been used since an earlier sample. */
    public ProcessCosts since(ProcessCosts earlier) {
        return new ProcessCosts(
                serverMicros - earlier.serverMicros,
                postgresMicros - earlier.postgresMicros,
                clientMicros - earlier.clientMicros,
                machineMicros - earlier.machineMicros);
    }

    /** What somebody else used: it was missing to the three. */
    public long othersMicros() {
        return Math.max(0, machineMicros - serverMicros - postgresMicros - clientMicros);
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
                own(table, ProcessHandle.current().pid()),
                table.busyMicros());
    }

    private static long own(ProcessTable table, long pid) {
        ProcStat process = table.process(pid);
        return process == null ? 0 : process.ownMicros();
    }
}
