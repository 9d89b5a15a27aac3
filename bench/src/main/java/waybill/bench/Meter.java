package waybill.bench;

import org.jspecify.annotations.Nullable;
import waybill.bench.anchors.PostgresServer;
import waybill.bench.host.ProcessCosts;
import waybill.bench.host.ServerProcess;
import waybill.bench.host.Usage;

/** Looks at the machine before and after a run. */
interface Meter {
    /** Sees nothing: somebody else runs the server. */
    Meter BLIND = () -> () -> null;

    /** Looks now; what it answers is asked once the run is over. */
    Reading begin();

    /** A meter of our own server and its PostgreSQL. */
    static Meter of(ServerProcess server, PostgresServer postgres) {
        return () -> {
            long walBefore = postgres.walBytes();
            ProcessCosts before = server.costs();
            return () -> {
                ProcessCosts after = server.costs();
                long wal = postgres.walBytes() - walBefore;
                return new Usage(before == null || after == null ? null : after.since(before), wal, server.memory());
            };
        };
    }

    /** A look before a run. */
    interface Reading {
        /** What was used since then, or null if that cannot be seen. */
        @Nullable
        Usage end();
    }
}
