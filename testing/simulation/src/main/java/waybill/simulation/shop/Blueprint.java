package waybill.simulation.shop;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import waybill.contracts.Announcement;
import waybill.engine.core.commands.Aggregate;
import waybill.engine.core.feeds.Announcer;
import waybill.engine.core.feeds.Reaction;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventCodec;

/**
 * What is special to one service.
 *
 * @param aggregate made for each replica, by the replica's clock
 * @param hearing the services it listens to, and what it does then
 */
record Blueprint<S, C, E, R, B>(
        String name,
        EventCodec<E> codec,
        Function<InstantSource, Aggregate<S, C, E, R, B>> aggregate,
        Announcer<E, Announcement> announcer,
        Hearing<C> hearing,
        Assembly<S, C, E, R, B> assembly) {
    /** What it hears, and what it does then. */
    record Hearing<C>(List<String> sources, Function<InstantSource, Reaction<Announcement, C>> reaction) {}

    /** Puts what the service has besides its engine into a replica. */
    @FunctionalInterface
    interface Assembly<S, C, E, R, B> {
        /** Returns who acts when a deadline has come. */
        Consumer<Deadline> fit(Replica<S, C, E, R, B> replica);
    }
}
