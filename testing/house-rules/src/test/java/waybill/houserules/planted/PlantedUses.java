package waybill.houserules.planted;

import java.util.stream.Stream;
import waybill.houserules.house.Room;
import waybill.houserules.house.Rooms;
import waybill.houserules.rules.Rule;
import waybill.houserules.rules.UseRules;

/** Compiled code that touches what it must not touch. */
final class PlantedUses {
    private PlantedUses() {}

    static Stream<PlantedFault> all() {
        return Stream.of(clocksAndDice(), drivers(), mirrors(), consoles()).flatMap(faults -> faults);
    }

    private static Stream<PlantedFault> clocksAndDice() {
        Rule rule = UseRules.THE_CENTRE_KEEPS_NO_CLOCK_AND_NO_DICE;
        return Stream.of(
                doing(rule, "kernel", "java.time.Instant.now()"),
                doing(rule, "order/domain", "java.time.Instant.now()"),
                doing(rule, "order/domain", "java.time.LocalDate.now()"),
                doing(rule, "order/domain", "(java.util.function.Supplier<?>) java.time.Instant::now"),
                doing(rule, "order/domain", "java.time.Clock.systemUTC()"),
                doing(rule, "order/domain", "System.currentTimeMillis()"),
                doing(rule, "order/domain", "System.getenv(\"HOME\")"),
                doing(rule, "inventory/domain", "System.nanoTime()"),
                doing(rule, "inventory/domain", "new java.util.Random()"),
                doing(rule, "inventory/domain", "new java.util.SplittableRandom(1)"),
                doing(rule, "inventory/domain", "Math.random()"),
                doing(rule, "payment/domain", "java.util.UUID.randomUUID()"),
                doing(rule, "payment/domain", "Thread.currentThread()"),
                doing(rule, "payment/domain", "Runtime.getRuntime()"));
    }

    private static Stream<PlantedFault> drivers() {
        Rule sql = UseRules.SQL_STAYS_IN_THE_STORES;
        return Stream.of(
                doing(sql, "order/service", "new java.sql.SQLException()"),
                doing(sql, "payment/service", "new org.postgresql.ds.PGSimpleDataSource()"),
                doing(sql, "server", "javax.sql.DataSource.class"),
                doing(sql, "auditor", "new java.sql.SQLException()"),
                doing(sql, "bench", "java.sql.DriverManager.getDrivers()"),
                doing(sql, "engine/http", "java.sql.DriverManager.getDrivers()"),
                doing(sql, "engine/core", "new java.sql.Timestamp(0)"),
                doing(UseRules.HELIDON_STAYS_AT_THE_DOOR, "order/service", "io.helidon.webserver.WebServer.builder()"),
                doing(UseRules.HELIDON_STAYS_AT_THE_DOOR, "server", "io.helidon.webserver.WebServer.builder()"),
                doing(UseRules.STRIPE_STAYS_IN_ITS_ADAPTER, "payment/service", "new com.stripe.net.Webhook()"),
                doing(UseRules.STRIPE_STAYS_IN_ITS_ADAPTER, "server", "new com.stripe.net.Webhook()"));
    }

    private static Stream<PlantedFault> mirrors() {
        Rule rule = UseRules.NOBODY_REFLECTS;
        return Stream.of(
                doing(rule, "engine/core", "Class.forName(\"waybill.kernel.Money\")"),
                doing(rule, "contracts", "String.class.getRecordComponents()"),
                doing(rule, "order/service", "String.class.getDeclaredConstructor()"),
                doing(rule, "engine/http", "java.lang.invoke.MethodHandles.lookup()"),
                doing(rule, "server", "java.lang.reflect.Array.newInstance(String.class, 1)"));
    }

    private static Stream<PlantedFault> consoles() {
        Rule rule = UseRules.ONLY_COMMANDS_PRINT;
        return Stream.of(
                doing(rule, "engine/core", "System.out"),
                doing(rule, "order/service", "System.err"),
                doing(rule, "engine/postgres", "java.util.logging.Logger.getAnonymousLogger()"),
                PlantedFault.of(rule, path(Rooms.at("payment/service")), """
                                package waybill.payment.service;

                                public final class Planted {
                                    public static void it(Exception failed) {
                                        failed.printStackTrace();
                                    }
                                }
                                """).naming("Planted"));
    }

    /** A class in this room whose only method does this. */
    private static PlantedFault doing(Rule rule, String where, String expression) {
        Room room = Rooms.at(where);
        String text = """
                package %s;

                public final class Planted {
                    public static Object it() throws Exception {
                        return %s;
                    }
                }
                """.formatted(room.packageName(), expression);
        return PlantedFault.of(rule, path(room), text).naming("Planted");
    }

    private static String path(Room room) {
        return room.path() + "/src/main/java/" + room.packageName().replace('.', '/') + "/Planted.java";
    }
}
