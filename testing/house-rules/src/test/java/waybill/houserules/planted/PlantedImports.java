package waybill.houserules.planted;

import java.util.List;
import java.util.stream.Stream;
import waybill.houserules.house.Room;
import waybill.houserules.house.Rooms;
import waybill.houserules.rules.ImportRules;

/** Steps over the borders of the import table, at least one for each row. */
final class PlantedImports {
    private static final List<PlantedFault> NEIGHBOURS = List.of(
            crossing("kernel", "contracts"),
            crossing("kernel", "engine/core"),
            crossing("kernel", "order/domain"),
            crossing("contracts", "order/domain"),
            crossing("contracts", "engine/core"),
            crossing("engine/core", "contracts"),
            crossing("engine/core", "order/domain"),
            crossing("engine/core", "engine/postgres"),
            crossing("engine/core", "engine/http"),
            crossing("engine/postgres", "engine/http"),
            crossing("engine/postgres", "contracts"),
            crossing("engine/redis", "engine/postgres"),
            crossing("engine/telemetry", "engine/http"),
            crossing("engine/kafka", "engine/postgres"),
            crossing("engine/kafka", "contracts"),
            crossing("engine/http", "engine/postgres"),
            crossing("engine/http", "payment/domain"),
            crossing("order/domain", "contracts"),
            crossing("order/domain", "engine/core"),
            crossing("order/domain", "inventory/domain"),
            crossing("inventory/domain", "order/domain"),
            crossing("payment/domain", "order/domain"),
            crossing("order/service", "inventory/service"),
            crossing("order/service", "payment/domain"),
            crossing("inventory/service", "payment/service"),
            crossing("payment/service", "order/service"),
            crossing("payment/service", "server"),
            crossing("auditor", "engine/postgres"),
            crossing("auditor", "engine/core"),
            crossing("auditor", "contracts"),
            crossing("auditor", "order/domain"),
            crossing("auditor", "payment/service"),
            crossing("server", "order/domain"),
            crossing("server", "kernel"),
            crossing("bench", "kernel"),
            crossing("bench", "server"),
            crossing("cluster", "server"),
            crossing("cluster", "engine/core"),
            crossing("torture", "server"),
            crossing("torture", "auditor"),
            crossing("torture", "engine/postgres"),
            crossing("testing/testkit", "order/domain"),
            crossing("testing/simulation", "server"));

    private static final List<PlantedFault> STRANGERS = List.of(
            knowing("kernel", "com.fasterxml.jackson.databind.ObjectMapper"),
            knowing("kernel", "java.nio.file.Path"),
            knowing("contracts", "org.postgresql.PGConnection"),
            knowing("engine/core", "org.postgresql.PGConnection"),
            knowing("engine/core", "io.helidon.webserver.WebServer"),
            knowing("engine/core", "com.fasterxml.jackson.databind.ObjectMapper"),
            knowing("engine/postgres", "io.helidon.webserver.WebServer"),
            knowing("engine/http", "org.postgresql.PGConnection"),
            knowing("order/domain", "java.io.File"),
            knowing("order/domain", "java.net.URI"),
            knowing("order/domain", "java.nio.file.Path"),
            knowing("order/domain", "java.sql.Connection"),
            knowing("order/domain", "java.util.concurrent.locks.Lock"),
            knowing("inventory/domain", "com.fasterxml.jackson.databind.JsonNode"),
            knowing("payment/domain", "org.slf4j.Logger"),
            knowing("order/service", "io.helidon.webserver.WebServer"),
            knowing("inventory/service", "picocli.CommandLine"),
            knowing("auditor", "com.zaxxer.hikari.HikariDataSource"),
            knowing("server", "io.helidon.webserver.WebServer"),
            knowing("bench", "io.helidon.webserver.WebServer"),
            knowing("torture", "org.postgresql.PGConnection"),
            knowing("testing/testkit", "io.helidon.webserver.WebServer"));

    private PlantedImports() {}

    static Stream<PlantedFault> all() {
        return Stream.of(
                        NEIGHBOURS.stream(),
                        STRANGERS.stream(),
                        Stream.of(deepInside("order"), deepInside("inventory"), deepInside("payment")))
                .flatMap(faults -> faults);
    }

    /** One room knows a type of another. */
    private static PlantedFault crossing(String from, String to) {
        Room other = Rooms.at(to);
        return knowing(from, other.packageName() + ".Neighbor")
                .beside(path(other, "", "Neighbor"), neighbor(other, ""));
    }

    /** The server reaches past a service's assembly into its store. */
    private static PlantedFault deepInside(String service) {
        Room other = Rooms.at(service + "/service");
        return knowing("server", other.packageName() + ".store.Neighbor")
                .beside(path(other, "/store", "Neighbor"), neighbor(other, ".store"));
    }

    private static PlantedFault knowing(String from, String type) {
        Room room = Rooms.at(from);
        String text = """
                package %s;

                public final class Planted {
                    public %s it;
                }
                """.formatted(room.packageName(), type);
        return PlantedFault.of(ImportRules.of(from), path(room, "", "Planted"), text)
                .naming("<" + type + ">");
    }

    private static String neighbor(Room room, String inside) {
        return "package " + room.packageName() + inside + ";\n\npublic final class Neighbor {}\n";
    }

    private static String path(Room room, String inside, String type) {
        return room.path() + "/src/main/java/" + room.packageName().replace('.', '/') + inside + "/" + type + ".java";
    }
}
