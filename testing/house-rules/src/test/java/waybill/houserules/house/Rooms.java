package waybill.houserules.house;

import static waybill.houserules.house.Library.ASSERTJ;
import static waybill.houserules.house.Library.BUCKET4J;
import static waybill.houserules.house.Library.CAFFEINE;
import static waybill.houserules.house.Library.CHECKER_QUAL;
import static waybill.houserules.house.Library.COMPRESS;
import static waybill.houserules.house.Library.FLYWAY;
import static waybill.houserules.house.Library.FLYWAY_POSTGRES;
import static waybill.houserules.house.Library.GSON;
import static waybill.houserules.house.Library.HDR_HISTOGRAM;
import static waybill.houserules.house.Library.HELIDON;
import static waybill.houserules.house.Library.HIKARI;
import static waybill.houserules.house.Library.JACKSON;
import static waybill.houserules.house.Library.JACKSON_CORE;
import static waybill.houserules.house.Library.JACKSON_YAML;
import static waybill.houserules.house.Library.JSON_SCHEMA;
import static waybill.houserules.house.Library.JSPECIFY;
import static waybill.houserules.house.Library.JUNIT;
import static waybill.houserules.house.Library.JUNIT_TESTKIT;
import static waybill.houserules.house.Library.KAFKA_BROKER;
import static waybill.houserules.house.Library.KAFKA_CLIENTS;
import static waybill.houserules.house.Library.LETTUCE;
import static waybill.houserules.house.Library.LOGBACK;
import static waybill.houserules.house.Library.LOGSTASH;
import static waybill.houserules.house.Library.MICROMETER;
import static waybill.houserules.house.Library.MICROMETER_PROMETHEUS;
import static waybill.houserules.house.Library.NIMBUS;
import static waybill.houserules.house.Library.OPENTELEMETRY;
import static waybill.houserules.house.Library.PGJDBC;
import static waybill.houserules.house.Library.PICOCLI;
import static waybill.houserules.house.Library.POSTGRES_PROGRAMS;
import static waybill.houserules.house.Library.RESILIENCE4J;
import static waybill.houserules.house.Library.SLF4J;
import static waybill.houserules.house.Library.STRIPE;
import static waybill.houserules.house.Library.XZ;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The import table of the house, row by row: who may know whom. */
public final class Rooms {
    /** Values only: no clock is here to be asked, no file, no socket, no thread. */
    private static final List<String> VALUES = List.of(
            "java.lang",
            "java.lang.annotation",
            "java.math",
            "java.time",
            "java.util",
            "java.util.function",
            "java.util.stream");

    private static final List<String> JDK = List.of("java..", "javax.crypto..", "javax.net..", "javax.sql..");
    /** The launcher of PostgreSQL must know which user it is. */
    private static final List<String> JDK_AND_USERS = Stream.concat(
                    JDK.stream(), Stream.of("com.sun.security.auth.module"))
            .toList();

    private static final List<String> NOTHING = List.of();
    private static final List<String> SERVICES = List.of("order", "inventory", "payment");

    public static final List<Room> ALL = table();

    private Rooms() {}

    public static Room at(String path) {
        return ALL.stream().filter(room -> room.path().equals(path)).findFirst().orElseThrow();
    }

    /** The room a file lies in, if it lies in one. */
    public static Optional<Room> of(String file) {
        return ALL.stream().filter(room -> file.startsWith(room.path() + "/")).findFirst();
    }

    private static List<Room> table() {
        List<Room> rooms = new ArrayList<>();
        rooms.add(room("kernel", "waybill.kernel", NOTHING, VALUES, known()));
        rooms.add(room("contracts", "waybill.contracts", List.of("kernel"), JDK, known(JACKSON)));
        rooms.addAll(engine());
        for (String service : SERVICES) {
            rooms.add(room(service + "/domain", "waybill." + service + ".domain", List.of("kernel"), VALUES, known()));
            rooms.add(service(service));
        }
        rooms.add(auditor());
        rooms.add(server());
        rooms.add(bench());
        rooms.add(cluster());
        rooms.add(torture());
        rooms.add(room("testing/testkit", "waybill.testkit", List.of("kernel", "engine/core"), JDK, testing()));
        rooms.add(simulation());
        rooms.add(testsOnly(
                "testing/house-rules", "waybill.houserules", List.of("server", "bench", "cluster", "torture")));
        rooms.add(testsOnly("testing/system", "waybill.system", List.of("server", "cluster", "torture")));
        rooms.add(testsOnly("testing/deploy", "waybill.deploy", NOTHING));
        return List.copyOf(rooms);
    }

    private static List<Room> engine() {
        List<String> core = List.of("kernel", "engine/core");
        return List.of(
                room(
                        "engine/core",
                        "waybill.engine.core",
                        List.of("kernel"),
                        JDK,
                        known(SLF4J, MICROMETER, RESILIENCE4J)),
                room(
                        "engine/postgres",
                        "waybill.engine.postgres",
                        core,
                        JDK_AND_USERS,
                        known(
                                CHECKER_QUAL,
                                JACKSON_CORE,
                                PGJDBC,
                                POSTGRES_PROGRAMS,
                                HIKARI,
                                FLYWAY,
                                FLYWAY_POSTGRES,
                                COMPRESS,
                                XZ,
                                SLF4J,
                                MICROMETER)),
                kafka(core),
                room("engine/redis", "waybill.engine.redis", core, JDK, known(LETTUCE, MICROMETER, SLF4J)),
                room(
                        "engine/telemetry",
                        "waybill.engine.telemetry",
                        core,
                        JDK,
                        known(OPENTELEMETRY, MICROMETER, SLF4J)),
                edge(core));
    }

    /** The transport knows no broker; its tests start the one that the cluster brings. */
    private static Room kafka(List<String> core) {
        List<String> modules = new ArrayList<>(core);
        modules.add("cluster");
        return new Room(
                "engine/kafka",
                "waybill.engine.kafka",
                packagesOf(core),
                modules,
                JDK,
                known(KAFKA_CLIENTS, MICROMETER, SLF4J));
    }

    /** Everything that speaks HTTP, and whatever it takes to let people in and keep them in bounds. */
    private static Room edge(List<String> core) {
        return room(
                "engine/http",
                "waybill.engine.http",
                core,
                JDK,
                known(
                        BUCKET4J,
                        CAFFEINE,
                        HELIDON,
                        JACKSON,
                        MICROMETER,
                        MICROMETER_PROMETHEUS,
                        LOGBACK,
                        LOGSTASH,
                        SLF4J,
                        NIMBUS));
    }

    private static Room service(String name) {
        return room(
                name + "/service",
                "waybill." + name + ".service",
                List.of(name + "/domain", "contracts", "kernel", "engine/core", "engine/postgres", "engine/http"),
                JDK,
                known(librariesOf(name)));
    }

    /** Payment has adapters to providers, which come with libraries of their own. */
    private static Library[] librariesOf(String service) {
        return service.equals("payment")
                ? new Library[] {JACKSON, SLF4J, MICROMETER, STRIPE, GSON}
                : new Library[] {JACKSON, SLF4J, MICROMETER};
    }

    /** What checks the books shares nothing with what writes them: values only, and its own way to read. */
    private static Room auditor() {
        return room("auditor", "waybill.auditor", List.of("kernel"), JDK, known(CHECKER_QUAL, JACKSON, PGJDBC, SLF4J));
    }

    /** The server knows the contracts, and of each service its assembly, which is its outermost package. */
    private static Room server() {
        List<String> modules = new ArrayList<>(List.of(
                "contracts",
                "engine/core",
                "engine/postgres",
                "engine/redis",
                "engine/kafka",
                "engine/telemetry",
                "engine/http",
                "auditor"));
        List<String> packages = new ArrayList<>(packagesOf(modules));
        // For its tests: a real broker.
        modules.add("cluster");
        for (String service : SERVICES) {
            modules.add(service + "/service");
            packages.add("waybill." + service + ".service");
        }
        return new Room(
                "server",
                "waybill.server",
                packages,
                modules,
                JDK,
                known(PICOCLI, JACKSON, JACKSON_YAML, SLF4J, LOGBACK, MICROMETER, MICROMETER_PROMETHEUS));
    }

    /** The bench knows nothing of ours; its tests start the PostgreSQL that it finds by its files. */
    private static Room bench() {
        return new Room(
                "bench",
                "waybill.bench",
                NOTHING,
                List.of("engine/postgres"),
                JDK,
                known(JACKSON, PICOCLI, HDR_HISTOGRAM, PGJDBC));
    }

    /** The cluster starts programs; the only one it knows from inside is PostgreSQL, which has a launcher of ours. */
    private static Room cluster() {
        return room(
                "cluster",
                "waybill.cluster",
                List.of("engine/postgres"),
                JDK,
                known(KAFKA_BROKER, LOGBACK, PICOCLI, SLF4J));
    }

    /** The torture starts programs as bench and cluster do, and knows Waybill by its API and by what it prints. */
    private static Room torture() {
        return room("torture", "waybill.torture", List.of("bench", "cluster"), JDK, known(JACKSON, PICOCLI));
    }

    /** The simulation runs the decisions and reactions of all services, whatever package they are in. */
    private static Room simulation() {
        List<String> modules = new ArrayList<>(List.of("kernel", "contracts", "engine/core"));
        for (String service : SERVICES) {
            modules.add(service + "/domain");
            modules.add(service + "/service");
        }
        return room("testing/simulation", "waybill.simulation", modules, JDK, known(MICROMETER, PICOCLI));
    }

    private static Room testsOnly(String path, String packageName, List<String> modules) {
        return new Room(path, packageName, NOTHING, modules, NOTHING, known());
    }

    private static Room room(
            String path, String packageName, List<String> rooms, List<String> jdk, Set<Library> libraries) {
        return new Room(path, packageName, packagesOf(rooms), rooms, jdk, libraries);
    }

    private static List<String> packagesOf(List<String> rooms) {
        return rooms.stream()
                .map(path -> "waybill." + path.replace('/', '.') + "..")
                .toList();
    }

    private static Set<Library> known(Library... libraries) {
        Set<Library> known = EnumSet.of(JSPECIFY);
        known.addAll(List.of(libraries));
        if (known.contains(JACKSON)) {
            known.add(JACKSON_CORE);
        }
        return known;
    }

    private static Set<Library> testing() {
        return known(JUNIT, JUNIT_TESTKIT, ASSERTJ, JACKSON, JACKSON_YAML, JSON_SCHEMA, SLF4J);
    }
}
