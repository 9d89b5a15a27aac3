package waybill.engine.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import waybill.engine.postgres.DatabaseAddress;

/**
 * The databases of a data directory for a command that needs them for a while: those of the Waybill that is running on
 * it, or, if none is, of a PostgreSQL started for the command and stopped after it.
 */
public final class DirectoryPostgres implements AutoCloseable {
    private final Function<String, DatabaseAddress> addresses;
    private final Optional<EmbeddedPostgres> ours;

    private DirectoryPostgres(Function<String, DatabaseAddress> addresses, Optional<EmbeddedPostgres> ours) {
        this.addresses = addresses;
        this.ours = ours;
    }

    /**
     * The databases of this directory.
     *
     * @throws EmbeddedPostgresException with one sentence for the user, if there are none or they cannot be reached
     */
    public static DirectoryPostgres of(Path named) {
        Path directory = named.toAbsolutePath().normalize();
        Layout files = new Layout(directory.resolve("postgres"));
        if (!Files.isDirectory(files.home())) {
            throw new EmbeddedPostgresException("There is no data of Waybill in %s.".formatted(directory));
        }
        try {
            Layout real = new Layout(files.home().toRealPath());
            if (DirectoryLock.isTaken(directory, real.lock())) {
                Databases running = running(directory, real);
                return new DirectoryPostgres(name -> address(running, name), Optional.empty());
            }
        } catch (IOException unreadable) {
            throw new EmbeddedPostgresException(
                    "The data directory %s cannot be read: run this as the user Waybill runs as.".formatted(directory),
                    unreadable);
        }
        EmbeddedPostgres started = EmbeddedPostgres.start(directory);
        return new DirectoryPostgres(started::database, Optional.of(started));
    }

    private static Databases running(Path directory, Layout files) throws IOException {
        PidFile server = PidFile.of(files.data())
                .filter(PidFile::ready)
                .orElseThrow(() -> new EmbeddedPostgresException(
                        "The Waybill on %s is just starting or stopping: try again.".formatted(directory)));
        return new Databases(server.port(), Passwords.in(files.passwords()));
    }

    private static DatabaseAddress address(Databases running, String name) {
        try {
            return running.address(name);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** How to reach one of the three databases: waybill_order, waybill_inventory or waybill_payment. */
    public DatabaseAddress database(String name) {
        return addresses.apply(name);
    }

    /** Whether a Waybill is running on the directory. */
    public boolean isShared() {
        return ours.isEmpty();
    }

    /** Stops PostgreSQL if it was started for us. */
    @Override
    public void close() {
        ours.ifPresent(EmbeddedPostgres::close);
    }
}
