package waybill.simulation.shop;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import waybill.contracts.Announcement;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.log.EventStore;
import waybill.payment.service.gateway.Gateway;

/**
 * Where a test may exchange a part of the machine room, to see that a broken one is found. As it is shipped, every part
 * is what it is.
 */
public interface Machinery {
    /** Everything as it is. */
    Machinery REAL = new Machinery() {};

    /** For which process a part is. */
    record Home(String service, Shop shop, Life life) {}

    /** The way of a process to its disk. */
    default <S, E, B> EventStore<S, E, B> store(Home home, EventStore<S, E, B> store) {
        return store;
    }

    /** The way of a process to the gateway. */
    default Gateway gateway(Home home, Gateway gateway) {
        return gateway;
    }

    /** The clock that a process looks at before it calls the gateway. */
    default InstantSource callClock(InstantSource clock) {
        return clock;
    }

    /** What a process is delivered by. */
    default Transport<Announcement> transport(Home home, Transport<Announcement> transport) {
        return transport;
    }

    /** What a stream waits for. */
    default <S> Function<S, Map<String, Instant>> deadlines(String service, Function<S, Map<String, Instant>> real) {
        return real;
    }

    /** A process has started. */
    default void started(Replica<?, ?, ?, ?, ?> replica) {}
}
