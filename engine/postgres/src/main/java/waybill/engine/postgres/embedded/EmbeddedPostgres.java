package waybill.engine.postgres.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import waybill.engine.postgres.DatabaseAddress;

/** A real PostgreSQL in a directory of the user's, with one database for each service. */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final List<String> SERVICES = List.of("waybill_order", "waybill_inventory", "waybill_payment");

    private final DirectoryLock lock;
    private final Postmaster server;
    private final Databases databases;

    private EmbeddedPostgres(DirectoryLock lock, Postmaster server, Databases databases) {
        this.lock = lock;
        this.server = server;
        this.databases = databases;
    }

    /**
     * Starts PostgreSQL on {@code directory/postgres}, made if there is none, and returns when it takes connections.
     *
     * @throws EmbeddedPostgresException with one sentence for the user, when it cannot run there
     */
    public static EmbeddedPostgres start(Path directory) {
        EmbeddedPostgres postgres = startEmpty(directory);
        try {
            postgres.databases.make(SERVICES);
            return postgres;
        } catch (IOException | SQLException | RuntimeException failure) {
            postgres.close();
            throw failed(directory, failure);
        }
    }

    /** The server alone, without the databases of the services. */
    static EmbeddedPostgres startEmpty(Path named) {
        Binaries.mustFitThisMachine();
        Path directory = named.toAbsolutePath().normalize();
        Layout files = Layout.in(directory);
        DirectoryLock lock = locked(directory, files);
        try {
            files.sweep();
            Passwords passwords = Passwords.in(files.passwords());
            Postmaster server = Postmaster.start(Cluster.in(files, passwords));
            return new EmbeddedPostgres(lock, server, new Databases(server.port(), passwords));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            release(lock);
            throw failed(directory, interrupted);
        } catch (IOException | RuntimeException failure) {
            release(lock);
            throw failed(directory, failure);
        }
    }

    /** How to reach one of the three databases: waybill_order, waybill_inventory or waybill_payment. */
    public DatabaseAddress database(String name) {
        if (!SERVICES.contains(name)) {
            throw new IllegalArgumentException("There is no database " + name + ", only " + SERVICES);
        }
        try {
            return databases.address(name);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Whether the server process still lives; it should, until {@link #close}. */
    public boolean isAlive() {
        return server.isAlive();
    }

    /** The server's process id, for those who measure it. */
    public long pid() {
        return server.pid();
    }

    /** Ends every session, writes everything out, stops the server and frees the directory. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            // The server is stopping by itself and whoever comes next waits for it.
            Thread.currentThread().interrupt();
        } finally {
            release(lock);
        }
    }

    Databases databases() {
        return databases;
    }

    Postmaster server() {
        return server;
    }

    private static DirectoryLock locked(Path directory, Layout files) {
        try {
            return DirectoryLock.take(directory, files.lock());
        } catch (IOException failure) {
            throw failed(directory, failure);
        }
    }

    private static void release(DirectoryLock lock) {
        try {
            lock.close();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static EmbeddedPostgresException failed(Path directory, Exception failure) {
        return failure instanceof EmbeddedPostgresException sentence
                ? sentence
                : new EmbeddedPostgresException(
                        "PostgreSQL could not be started on %s: %s.".formatted(directory, failure.getMessage()),
                        failure);
    }
}
