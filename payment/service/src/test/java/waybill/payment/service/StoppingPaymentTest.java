package waybill.payment.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.contracts.Announcement;
import waybill.contracts.inventory.InventoryAnnouncement;
import waybill.engine.core.assembly.Environment;
import waybill.engine.core.commands.CommandRunner;
import waybill.engine.core.feeds.LocalTransport;
import waybill.engine.core.time.TimedIds;
import waybill.engine.postgres.Database;
import waybill.engine.postgres.embedded.TemporaryPostgres;
import waybill.kernel.OrderId;
import waybill.testkit.engine.Eventually;
import waybill.testkit.feeds.SpokenFeed;

/** A replica that stops in the middle of its work leaves nothing half done that nobody would look after for a while. */
class StoppingPaymentTest {
    private static final int ORDERS = 200;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AutoClose
    private final Database database =
            new Database("payment", TemporaryPostgres.freshDatabase(), Database.Sizes.usual(), meters);

    private final SpokenFeed<Announcement> stock =
            new SpokenFeed<>("inventory", Announcement::subject, Announcement::type);
    private final AtomicInteger names = new AtomicInteger();

    private PaymentService replica() {
        Environment environment = new Environment(
                Clock.systemUTC(),
                new TimedIds(Clock.systemUTC(), new SecureRandom()::nextLong),
                meters,
                CommandRunner.Sizes.usual());
        PaymentService service = new PaymentService(database, environment);
        LocalTransport<Announcement> transport = new LocalTransport<>();
        transport.offer(stock);
        service.listen(transport, Set.of("inventory"));
        return service;
    }

    private Announcement held() {
        UUID order = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + names.incrementAndGet());
        return new InventoryAnnouncement.InventoryReserved(
                OrderId.of(order).value(),
                1,
                "res_01kantm5xaf3sb2q7h6m0r4d8f",
                Instant.EPOCH,
                List.of(),
                new InventoryAnnouncement.Payment("21.98", "EUR", "card", "tok_ok"));
    }

    @Test
    void no_payment_is_begun_whose_call_is_not_made_and_another_replica_goes_on_with_the_rest() {
        PaymentService stopping = replica();
        Thread talking = Thread.ofPlatform()
                .start(() -> Stream.generate(this::held).limit(ORDERS).forEach(stock::say));
        Eventually.holds(() -> assertThat(types(stopping)).isNotEmpty());
        stopping.close();

        assertThat(count(stopping, "payment.authorized.v1")).isEqualTo(count(stopping, "payment.initiated.v1"));
        try (PaymentService next = replica()) {
            Eventually.holds(
                    () -> assertThat(count(next, "payment.authorized.v1")).isEqualTo(ORDERS));
            assertThat(types(next)).hasSize(2 * ORDERS);
        }
        assertThat(talking.isAlive()).isFalse();
    }

    private static long count(PaymentService service, String type) {
        return types(service).stream().filter(type::equals).count();
    }

    private static List<String> types(PaymentService service) {
        List<String> types = new ArrayList<>();
        for (int shard = 0; shard < service.feed().shards(); shard++) {
            service.feed().read(shard, 0, 10_000).forEach(envelope -> types.add(envelope.type()));
        }
        return types;
    }
}
