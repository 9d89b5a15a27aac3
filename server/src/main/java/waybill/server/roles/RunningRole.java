package waybill.server.roles;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import waybill.contracts.Announcement;
import waybill.engine.core.feeds.Feed;
import waybill.engine.core.feeds.Transport;
import waybill.engine.core.parked.ParkedEvents;
import waybill.engine.core.relay.RelayLeases;
import waybill.engine.http.Routes;
import waybill.engine.http.pages.Health;
import waybill.server.settings.Role;

/** A service on its database, as a part of a process; it serves and hears nothing yet. */
public interface RunningRole extends AutoCloseable {
    /** Which one it is. */
    Role role();

    /** What it announces. */
    Feed<Announcement> feed();

    /** Who publishes it to other processes. */
    RelayLeases relayLeases();

    /** What it could not apply and has parked. */
    ParkedEvents parkedEvents();

    /** Starts to hear what these other services announce, and to act when its deadlines come. */
    void begin(Transport<Announcement> transport, Set<Role> heard);

    /** Adds the service and what it cannot work without. */
    void checkedBy(Health health);

    /** Its endpoints. */
    List<Routes> routes();

    /** Whoever waits for an outcome is answered with what there is, now and from now on. */
    void endWaits();

    /** Finishes what was begun. */
    @Override
    void close();

    /** The names by which services are listened to. */
    static Set<String> services(Set<Role> roles) {
        return roles.stream().map(Role::service).collect(Collectors.toUnmodifiableSet());
    }
}
