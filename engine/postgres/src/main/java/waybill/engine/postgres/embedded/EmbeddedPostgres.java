package waybill.engine.postgres.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.postgres.DatabaseAddress;

/** A real PostgreSQL in a directory of the user's, with one database for each service. */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final List<String> SERVICES = List.of("waybill_order", "waybill_inventory", "waybill_payment");

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DirectoryLock lock;
    private final Lock changing = new ReentrantLock();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Postmaster server;
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

    /**
     * Starts the server again, on its port, whenever it ends without being told to, until {@link #close}. For a process
     * whose only storage it is: without it, that process would live on and be of no use.
     */
    public EmbeddedPostgres keptRunning() {
        Thread.ofPlatform().daemon(true).name("postgres-keeper").start(this::keep);
        return this;
    }

    private void keep() {
        try {
            do {
                server.awaitEnd();
                startAgain();
            } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAgain() throws InterruptedException {
        changing.lock();
        try {
            if (closing.getCount() > 0) {
                LOG.warn("PostgreSQL has ended without being told to and is started again; nothing committed is lost");
                server = server.again();
            }
        } catch (IOException | EmbeddedPostgresException notNow) {
            LOG.error("PostgreSQL cannot be started again; it is tried again", notNow);
        } finally {
            changing.unlock();
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
        closing.countDown();
        changing.lock();
        try {
            server.stop();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            // The server is stopping by itself and whoever comes next waits for it.
            Thread.currentThread().interrupt();
        } finally {
            changing.unlock();
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
