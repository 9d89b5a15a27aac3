package waybill.torture.system;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The system under torture. Whoever ends a process of it without saying so before is noticed. */
public interface Shop extends AutoCloseable {
    /** Starts it, and returns when orders can be placed. */
    void start();

    /** Where clients find it: a port that stays the same, however often anything is started again. */
    int port();

    /** Where to ask for this path from inside; in a cluster, not everything can be reached through its gateway. */
    URI inside(String path);

    /** The metrics of this process. */
    URI metrics(Member member);

    /** The data directory, as {@code ./waybill verify --data} takes it. */
    Path data();

    /** Where its processes write what they say. */
    Path logs();

    /** Its processes that run now. */
    List<Member> members();

    /** PostgreSQL's own process, if it runs now. */
    Optional<Member> postgres();

    /** Says that we are about to end this process, so that its end is no surprise. */
    void willEnd(Member member);

    /** Waits until everything runs and is ready again; whether that was in time. Starts what does not start itself. */
    boolean awaitReady(Duration longest);

    /** Ends every service in order and starts it again, as an upgrade does it. */
    void restart();

    /** Processes that ended although nobody here ended them. */
    List<String> surprises();

    /** How often anything was started again. */
    int starts();

    /** Ends everything in order. */
    @Override
    void close();
}
