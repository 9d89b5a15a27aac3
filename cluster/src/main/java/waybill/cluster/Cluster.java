package waybill.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waybill.cluster.broker.Node;
import waybill.cluster.gateway.Doors;
import waybill.cluster.gateway.Gateway;
import waybill.cluster.processes.Journal;
import waybill.cluster.processes.Keeper;
import waybill.cluster.processes.NotStarted;
import waybill.cluster.processes.Ports;
import waybill.cluster.processes.Program;
import waybill.cluster.services.Databases;
import waybill.cluster.services.Processes;
import waybill.cluster.services.Replica;
import waybill.cluster.services.Service;
import waybill.cluster.services.ServicesKey;
import waybill.cluster.services.Surroundings;

/** All processes of a cluster: started in the order in which they need each other, and ended in the opposite one. */
final class Cluster implements AutoCloseable {
    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(5);

    /**
     * How long a replica goes on serving after it was told to stop: until the gateway has noticed, with room to spare.
     */
    private static final String GRACE = "PT3S";

    private final Plan plan;
    private final Doors doors;
    private final Brokers brokers;
    private final List<Replica> replicas;
    private final Journal journal;
    private final Roster roster;
    private final Databases databases;
    private final Deque<Runnable> running = new ArrayDeque<>();
    private volatile Fleet services = new Fleet(List.of());
    private boolean closed;

    Cluster(Plan plan) {
        Ports ports = new Ports();
        this.plan = plan;
        this.doors = new Doors("127.0.0.1", plan.port() == 0 ? ports.next() : plan.port(), ports.next(), ports.next());
        this.brokers = Brokers.of(plan, ports);
        this.replicas = Stream.of(Service.values())
                .flatMap(service -> IntStream.rangeClosed(1, plan.replicas())
                        .mapToObj(number -> new Replica(service, number, ports.next())))
                .toList();
        this.journal = new Journal(System.out, plan.logs().resolve("cluster.log"));
        this.roster = new Roster(plan.data(), doors.address());
        this.databases = new Databases(plan.data(), this::startServicesAgain);
    }

    /**
     * Starts everything, and returns when orders can be placed.
     *
     * @throws CannotStart with one sentence
     */
    void start() {
        try {
            if (!Ports.isFree(doors.port())) {
                throw new NotStarted("The port " + doors.port() + " is taken: choose another with --port.", null);
            }
            Files.createDirectories(plan.logs());
            Gateway gateway = gateway();
            Secrets.masterKey(plan.data());
            journal.say("Starting " + replicas.size() + " services, Kafka, PostgreSQL and a gateway in " + plan.data()
                    + ".");
            begin(List.of(keeper("postgresql", databases, databases::port)));
            begin(brokers.nodes().stream().map(this::broker).toList());
            begin(List.of(keeper("gateway", gateway, doors::port)));
            services = fleet();
            begin(services.asked());
            begin(services.asking());
            services.awaitReady(doors.operations());
            push(() -> gateway.drain(DRAINED_WITHIN));
            introduce();
        } catch (NotStarted reason) {
            throw new CannotStart(reason.sentence(), reason);
        } catch (IOException unwritable) {
            throw new CannotStart("Cannot write to the data directory " + plan.data() + ".", unwritable);
        } catch (InterruptedException stopped) {
            throw new CannotStart("The cluster was stopped while it started.", stopped);
        }
    }

    private Gateway gateway() throws NotStarted {
        Path directory = plan.data().resolve("gateway");
        Path log = plan.logs().resolve("gateway.log");
        return new Gateway(new Gateway.Place(plan.gatewayRules(), directory, log), doors, replicas);
    }

    private Keeper keeper(String name, Program program, IntSupplier port) {
        Keeper keeper = new Keeper(name, program, journal, roster::write);
        roster.add(name.replaceFirst("-\\d+$", ""), keeper, port);
        return keeper;
    }

    private Keeper broker(Node node) {
        return keeper("kafka-" + node.id(), brokers.program(node), node::port);
    }

    private Fleet fleet() throws IOException, NotStarted {
        Map<String, String> decided = decided();
        Optional<ServicesKey> key = servicesKey();
        key.ifPresent(
                made -> decided.put("WAYBILL_SERVICES_TOKEN_FILE", made.file().toString()));
        Processes processes = new Processes(
                new Processes.Installed(plan.serverJar(), plan.jvm(), plan.config()),
                databases,
                Surroundings.of(System.getenv(), decided),
                plan.logs());
        if (key.isPresent()) {
            key.get().makeKnown(processes);
        }
        return new Fleet(replicas.stream()
                .map(replica -> new Fleet.Member(
                        replica, keeper(replica.name(), processes.of(replica), replica::port), processes.log(replica)))
                .toList());
    }

    private Optional<ServicesKey> servicesKey() throws IOException {
        return ServicesKey.isNeeded(System.getenv(), plan.config())
                ? Optional.of(new ServicesKey(Secrets.servicesKey(plan.data())))
                : Optional.empty();
    }

    private Map<String, String> decided() throws IOException {
        Map<String, String> decided = new HashMap<>(brokers.environment());
        decided.put(
                "WAYBILL_PERSONAL_DATA_MASTER_KEY_FILE",
                Secrets.masterKey(plan.data()).toString());
        decided.put("WAYBILL_INVENTORY_URL", doors.internalAddress());
        decided.put("WAYBILL_PAYMENT_URL", doors.internalAddress());
        decided.put("WAYBILL_STOP_GRACE", GRACE);
        return decided;
    }

    /** Starts these beside each other, and returns when each is started. */
    private void begin(List<Keeper> keepers) throws NotStarted, InterruptedException {
        push(() -> endTogether(keepers));
        keepers.forEach(Keeper::begin);
        for (Keeper keeper : keepers) {
            keeper.awaitBegun();
        }
    }

    private static void endTogether(List<Keeper> keepers) {
        List<Thread> ends = keepers.stream()
                .map(keeper -> Thread.ofPlatform().name("end-" + keeper.name()).start(keeper::close))
                .toList();
        try {
            for (Thread end : ends) {
                end.join();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** PostgreSQL has another port now, which they are told at their start. */
    private void startServicesAgain() {
        journal.say("PostgreSQL was started again, so the services are, too.");
        services.endByForce();
    }

    private void introduce() {
        roster.write();
        journal.say("The API is at " + doors.address());
        journal.say("Its documentation is at " + doors.address() + "/docs");
        roster.table().forEach(System.out::println);
        journal.say("What they say is in " + plan.logs() + ", and who they are in " + roster.file());
        journal.say("Stop it with Ctrl-C");
    }

    /** What is begun after the end has begun is ended at once. */
    private void push(Runnable end) {
        synchronized (running) {
            if (!closed) {
                running.push(end);
                return;
            }
        }
        end.run();
    }

    private @Nullable Runnable next() {
        synchronized (running) {
            closed = true;
            return running.poll();
        }
    }

    /** Lets nobody in any more, lets the running requests end, and ends one after the other. */
    @Override
    public void close() {
        for (Runnable end = next(); end != null; end = next()) {
            end.run();
        }
        roster.remove();
    }
}
