package waybill.engine.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import waybill.engine.postgres.DatabaseAddress;

/** A PostgreSQL for tests: one for this process, as careful as the real one, thrown away at its end. */
public final class TemporaryPostgres {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TemporaryPostgres() {}

    /** A new empty database with a role of its own; the first call starts the server. */
    public static DatabaseAddress freshDatabase() {
        String name = "fresh_" + NUMBER.incrementAndGet();
        Databases databases = TheOne.POSTGRES.databases();
        try {
            synchronized (TheOne.POSTGRES) {
                databases.make(List.of(name));
            }
            return databases.address(name);
        } catch (IOException | SQLException failure) {
            throw new IllegalStateException("no fresh database " + name, failure);
        }
    }

    /** The server, started by the first who asks. */
    private static final class TheOne {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                Path directory = Files.createTempDirectory("waybill-postgres-");
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
                EmbeddedPostgres postgres = EmbeddedPostgres.startEmpty(directory);
                Runtime.getRuntime()
                        .addShutdownHook(Thread.ofPlatform()
                                .name("temporary-postgres-end")
                                .unstarted(() -> throwAway(postgres, directory)));
                return postgres;
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private static void throwAway(EmbeddedPostgres postgres, Path directory) {
            try {
                postgres.server().abandon();
                postgres.close();
                FileTrees.delete(directory);
            } catch (IOException failure) {
                throw new IllegalStateException("left behind: " + directory, failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
