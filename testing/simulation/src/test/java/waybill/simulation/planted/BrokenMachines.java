package waybill.simulation.planted;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import waybill.contracts.Announcement;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.log.EventStore;
import waybill.payment.domain.PaymentEvent;
import waybill.payment.service.gateway.Gateway;
import waybill.payment.service.gateway.GatewayRequest;
import waybill.simulation.shop.Machinery;
import waybill.simulation.shop.Replica;

/** Ways to the gateway and between services that are gone about wrongly. */
final class BrokenMachines {
    private static final Duration SOON = Duration.ofSeconds(1);

    static final List<Planted> ALL = List.of(
            Planted.machine("a feed followed by sequence, past what commits late", "I", BySequence::new),
            Planted.machine("the gateway called before the call is committed", "I", CalledBeforeCommit::new),
            Planted.machine("a new key for the gateway at every retry", "I3", () -> new Machinery() {
                @Override
                public Gateway gateway(Home home, Gateway gateway) {
                    return new NewKeys(gateway, home.shop().world());
                }
            }),
            Planted.machine("a process that stood still calls the gateway without a fence", "I", () -> new Machinery() {
                @Override
                public InstantSource callClock(InstantSource clock) {
                    return () -> Instant.EPOCH;
                }
            }),
            Planted.machine("a replay of the log calls the gateway", "I", ReplayCalls::new));

    private BrokenMachines() {}

    private static final class BySequence implements Machinery {
        private final Map<String, List<Long>> seen = SequenceTail.none();

        @Override
        public Transport<Announcement> transport(Home home, Transport<Announcement> transport) {
            return new SequenceTail(transport, home, seen);
        }
    }

    private static final class CalledBeforeCommit implements Machinery {
        @Override
        public <S, E, B> EventStore<S, E, B> store(Home home, EventStore<S, E, B> store) {
            return new EffectFirst<>(home, store);
        }
    }

    private static final class ReplayCalls implements Machinery {
        @Override
        public void started(Replica<?, ?, ?, ?, ?> replica) {
            for (int shard = 0; shard < replica.store().shards(); shard++) {
                replica.store().read(shard, 0, Integer.MAX_VALUE).stream()
                        .map(recorded -> (Object) recorded.event())
                        .filter(PaymentEvent.PaymentInitiated.class::isInstance)
                        .map(PaymentEvent.PaymentInitiated.class::cast)
                        .forEach(begun -> call(replica, begun));
            }
        }

        private static void call(Replica<?, ?, ?, ?, ?> replica, PaymentEvent.PaymentInitiated begun) {
            var _ = Calls.unheard(replica.service().shop().bank(), GatewayRequest.Authorization.after(begun), SOON);
        }
    }
}
