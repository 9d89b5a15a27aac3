package waybill.engine.http.server;

import io.helidon.webserver.CloseConnectionException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.http.Answer;
import waybill.engine.http.Faults;
import waybill.engine.http.Problem;
import waybill.engine.http.ProblemException;
import waybill.engine.http.live.LiveEvent;
import waybill.engine.http.live.LiveEvents;

/**
 * The clients who are being told events. Each is told by its connection's own thread; a second one listens whether it
 * is still there. A stream that ends, for whatever reason, ends whole: the client goes on from its last event.
 */
final class EventStreams {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final byte[] SIGN_OF_LIFE = chunk(":\n\n");
    private static final byte[] END = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Admission admission;
    private final Duration heartbeat;
    private final Faults faults;
    private final Set<LiveEvents> told = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    EventStreams(HttpLimits limits, Faults faults) {
        this.admission = new Admission(limits.streamsMax());
        this.heartbeat = limits.heartbeat();
        this.faults = faults;
    }

    /** The answer, or another one if it goes on and too many do already. Must be followed by {@link #tell}. */
    Answer admitted(Answer answer) {
        LiveEvents events = answer.live();
        if (events == null || admission.enter()) {
            return answer;
        }
        events.close();
        return Answer.problem(Problem.of("overloaded", "Too many clients follow events now; ask again later.")
                .retryAfter(5));
    }

    /** Tells the client until it leaves, the server stops or the events fail. */
    void tell(Connection connection, byte[] head, LiveEvents events, boolean withBody) {
        told.add(events);
        try {
            connection.tell(head);
            if (withBody) {
                Thread.startVirtualThread(() -> {
                    connection.awaitDeparture();
                    events.close();
                });
                tellAll(connection, events);
                if (stopping) {
                    connection.tell(chunk("retry: " + comeBackAfterMillis() + "\n\n"));
                }
                connection.tell(END);
            }
        } finally {
            told.remove(events);
            events.close();
            admission.leave();
        }
    }

    private void tellAll(Connection connection, LiveEvents events) {
        try {
            while (!stopping && !connection.isGone()) {
                List<LiveEvent> news = events.next(heartbeat);
                if (!news.isEmpty()) {
                    connection.tell(chunk(text(news)));
                } else if (!stopping && !connection.isGone()) {
                    connection.tell(SIGN_OF_LIFE);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (CloseConnectionException gone) {
            throw gone;
        } catch (RuntimeException failed) {
            note(failed);
        }
    }

    /** A known fault ends the stream and is over when the client comes back; anything else is our bug. */
    private void note(RuntimeException failed) {
        if (failed instanceof ProblemException || faults.problemOf(failed) != null) {
            LOG.warn("a stream of events ends: {}", failed.getMessage());
        } else {
            LOG.error("a stream of events failed", failed);
        }
    }

    /** Not all at the same moment: the replicas that are left have their own clients too. */
    private static int comeBackAfterMillis() {
        return ThreadLocalRandom.current().nextInt(500, 3_000);
    }

    private static String text(List<LiveEvent> news) {
        StringBuilder text = new StringBuilder(512);
        news.forEach(event -> event.appendTo(text));
        return text.toString();
    }

    private static byte[] chunk(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(bytes.length + 16);
        chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunk.writeBytes(bytes);
        chunk.writeBytes(new byte[] {'\r', '\n'});
        return chunk.toByteArray();
    }

    /** Clients that are being told events now. */
    int size() {
        return admission.inside();
    }

    /** Ends all streams. */
    void stop() {
        stopping = true;
        told.forEach(LiveEvents::close);
    }
}
