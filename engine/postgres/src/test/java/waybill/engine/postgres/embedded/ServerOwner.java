package waybill.engine.postgres.embedded;

import java.nio.file.Path;

/** A Waybill with nothing but its PostgreSQL, for tests that kill it. */
final class ServerOwner {
    static final String READY = "server ";

    private ServerOwner() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
        ServerRoom.tell(postgres.database("waybill_payment"), "CREATE TABLE IF NOT EXISTS parcels AS SELECT 7 AS id");
        System.out.println(READY + postgres.pid());
        // Whoever started this process ends it by dying, at the latest.
        while (System.in.read() >= 0) {}
    }
}
