package waybill.cluster.services;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import waybill.cluster.processes.Child;
import waybill.cluster.processes.Handle;
import waybill.cluster.processes.NotStarted;
import waybill.cluster.processes.Program;
import waybill.engine.postgres.DatabaseAddress;
import waybill.engine.postgres.embedded.EmbeddedPostgres;
import waybill.engine.postgres.embedded.EmbeddedPostgresException;

/** The PostgreSQL of the cluster, with a database for each service, in the directory where {@code run} has it, too. */
public final class Databases implements Program {
    private final Path data;
    private final Runnable moved;
    private final AtomicInteger starts = new AtomicInteger();
    private volatile @Nullable EmbeddedPostgres postgres;

    /**
     * Databases in this data directory.
     *
     * @param moved run when PostgreSQL was started again, for then its port is another one
     */
    public Databases(Path data, Runnable moved) {
        this.data = data;
        this.moved = moved;
    }

    @Override
    public Child start() throws NotStarted {
        // What is left of one that died has a lock on the directory.
        Optional.ofNullable(postgres).ifPresent(EmbeddedPostgres::close);
        postgres = null;
        try {
            EmbeddedPostgres started = EmbeddedPostgres.start(data);
            postgres = started;
            if (starts.getAndIncrement() > 0) {
                moved.run();
            }
            return new Handle(started.pid(), started::close);
        } catch (EmbeddedPostgresException failure) {
            throw new NotStarted(String.valueOf(failure.getMessage()), failure);
        }
    }

    /** What a process of this service must be told. */
    Map<String, String> environment(Service service) {
        EmbeddedPostgres running = postgres;
        if (running == null) {
            throw new IllegalStateException("PostgreSQL has not been started");
        }
        DatabaseAddress address = running.database(service.database());
        String prefix = "WAYBILL_DATABASE_" + service.name();
        return Map.of(
                prefix + "_URL", address.url(),
                prefix + "_USER", address.user(),
                prefix + "_PASSWORD", address.password());
    }

    /** Where it listens, if it runs: the port in its address. */
    public int port() {
        EmbeddedPostgres running = postgres;
        String url = running == null
                ? ""
                : running.database(Service.ORDER.database()).url();
        return Integer.parseInt(url.replaceFirst(".*:(\\d+)/.*", "$1"));
    }
}
