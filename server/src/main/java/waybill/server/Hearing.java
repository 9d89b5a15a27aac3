package waybill.server;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.contracts.Announcement;
import waybill.contracts.Announcements;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.LocalTransport;
import waybill.engine.core.feeds.Transport;
import waybill.engine.kafka.AnnouncementCodec;
import waybill.engine.kafka.KafkaRelay;
import waybill.engine.kafka.KafkaSettings;
import waybill.engine.kafka.KafkaTransport;
import waybill.server.roles.RunningRole;
import waybill.server.settings.Role;
import waybill.server.settings.TransportSettings;

/** How the roles of a process hear each other, and those of other processes. */
final class Hearing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final Transport<Announcement> transport;
    private final Set<Role> heard;
    private final List<KafkaRelay<Announcement>> relays = new ArrayList<>();

    /** Begins to publish what these roles announce, if brokers carry it. */
    Hearing(TransportSettings settings, List<RunningRole> roles, Environment environment) {
        Optional<KafkaSettings> kafka = settings.kafka();
        if (kafka.isPresent()) {
            String process = name();
            this.heard = Role.all();
            this.transport = new KafkaTransport<>(kafka.get(), new Codec(), process);
            roles.forEach(role -> relays.add(new KafkaRelay<>(
                    role.feed(),
                    new KafkaRelay.Setting<>(
                            kafka.get(),
                            new Codec(),
                            role.relayLeases(),
                            process,
                            environment.meters(),
                            environment.tracing()))));
        } else {
            LocalTransport<Announcement> local = new LocalTransport<>();
            roles.forEach(role -> offer(role.feed(), local, environment.meters()));
            this.heard = roles.stream().map(RunningRole::role).collect(Collectors.toSet());
            this.transport = local;
            heard.forEach(this::sayWhoIsNotHeard);
        }
    }

    /** What is committed is there to be read at once. */
    private static void offer(Feed<Announcement> feed, LocalTransport<Announcement> local, MeterRegistry meters) {
        local.offer(feed);
        FunctionCounter.builder("events_published", feed, Feed::addedHere)
                .tag("name", feed.source())
                .description("Places of the log that were published, repeats included")
                .register(meters);
    }

    /** Unlike any other process, also of another host or another time. */
    private static String name() {
        byte[] random = new byte[6];
        ThreadLocalRandom.current().nextBytes(random);
        return "waybill-" + ProcessHandle.current().pid() + "-" + HexFormat.of().formatHex(random);
    }

    private void sayWhoIsNotHeard(Role role) {
        Role.all().stream()
                .filter(other -> !heard.contains(other))
                .forEach(other -> LOG.warn(
                        "{} runs in another process, and {} does not hear what it announces: that takes"
                                + " waybill.transport=kafka",
                        other.service(),
                        role.service()));
    }

    /** What carries announcements. */
    Transport<Announcement> transport() {
        return transport;
    }

    /** Whom this role hears. */
    Set<Role> heardBy(Role role) {
        return heard.stream().filter(other -> other != role).collect(Collectors.toUnmodifiableSet());
    }

    /** Publishes nothing more; other processes go on at once. */
    @Override
    public void close() {
        relays.forEach(KafkaRelay::close);
    }

    private record Codec() implements AnnouncementCodec<Announcement> {
        @Override
        public byte[] encode(Announcement announcement) {
            return Announcements.encode(announcement);
        }

        @Override
        public Announcement decode(String type, byte[] data) {
            return Announcements.decode(type, data);
        }
    }
}
