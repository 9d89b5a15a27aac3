package waybill.torture.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import waybill.torture.history.Answer;
import waybill.torture.history.HistoryFile;
import waybill.torture.history.Outcome;
import waybill.torture.history.Request;
import waybill.torture.system.Waiting;

/**
 * Clients as they should be: each writes down what it is about to ask, asks, writes down what it was told, and while it
 * does not know what became of its request sends the same one with the same key again.
 */
final class Clients {
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final int FIRST_PAUSE_MILLIS = 150;
    private static final int LONGEST_PAUSE_MILLIS = 3_000;
    private static final int DOUBLED_PERCENT = 4;
    private static final int CHAOS_PERCENT = 15;

    /**
     * What one request may ask to fail by; the gateway unsent only seldom, for that opens its breaker for everybody.
     */
    private static final List<String> CHAOS = List.of(
            "before-handler",
            "after-commit",
            "after-commit",
            "gateway-answer-lost",
            "gateway-unsent",
            "delivery-delay",
            "delivery-duplicate",
            "delivery-reorder");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    private final HistoryFile history;
    private final int port;
    private final long seed;
    private final Known known;
    private volatile boolean chaos;
    private volatile boolean over;

    Clients(HistoryFile history, int port, long seed, Known known) {
        this.history = history;
        this.port = port;
        this.seed = seed;
        this.known = known;
    }

    /** Whether some requests ask for a failure of their own. */
    void setChaos(boolean now) {
        chaos = now;
    }

    /** Nobody tries again. */
    void giveUp() {
        over = true;
    }

    /** Asks until it knows; whether it does in the end. A few ask twice at the same time, like two clicks. */
    boolean see(Request request) {
        Chance chance = new Chance(~seed, request.operation());
        AtomicInteger tries = new AtomicInteger();
        @Nullable Thread twin = null;
        if (request.kind().isWrite() && chance.percent(DOUBLED_PERCENT)) {
            int first = begin(request, tries);
            twin = Thread.ofVirtual().start(() -> finish(request, first, ""));
        }
        boolean knows = insist(request, tries, chance);
        if (twin != null) {
            await(twin);
        }
        return knows;
    }

    private boolean insist(Request request, AtomicInteger tries, Chance chance) {
        int pause = FIRST_PAUSE_MILLIS;
        while (true) {
            String point = chaos && chance.percent(CHAOS_PERCENT) ? chance.oneOf(CHAOS) : "";
            Answer answer = finish(request, begin(request, tries), point);
            if (answer.outcome() != Outcome.INFO || !request.kind().isWrite()) {
                return true;
            }
            if (over || Thread.currentThread().isInterrupted()) {
                return false;
            }
            Waiting.pass(pause / 2 + chance.below(pause));
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    /** Written before it is sent. */
    private int begin(Request request, AtomicInteger tries) {
        int attempt = tries.incrementAndGet();
        history.invoked(request, attempt);
        return attempt;
    }

    private Answer finish(Request request, int attempt, String point) {
        Answer answer = sent(request, point);
        history.answered(request, attempt, answer);
        known.heard(request, answer);
        return answer;
    }

    private Answer sent(Request request, String point) {
        try {
            return AnswerReader.read(request.kind(), http.send(http(request, point), BodyHandlers.ofString()));
        } catch (HttpTimeoutException slow) {
            return Answer.none("no answer within " + PATIENCE.toSeconds() + " s");
        } catch (IOException brokenOff) {
            return Answer.none(String.valueOf(brokenOff.getMessage()));
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return Answer.none("the tester was stopped");
        }
    }

    private HttpRequest http(Request request, String point) {
        HttpRequest.Builder http = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path(request)))
                .timeout(PATIENCE)
                .method(method(request), body(request));
        if (request.kind().isWrite()) {
            http.header("Idempotency-Key", request.key());
        }
        if (!request.body().isEmpty()) {
            http.header("Content-Type", "application/json");
        }
        if (!request.prefer().isEmpty()) {
            http.header("Prefer", request.prefer());
        }
        if (!point.isEmpty()) {
            http.header("X-Chaos", point);
        }
        return http.build();
    }

    private static BodyPublisher body(Request request) {
        return request.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body());
    }

    private static String method(Request request) {
        return switch (request.kind()) {
            case READ -> "GET";
            case CANCEL -> "DELETE";
            case RECEIVE, PLACE, IMPOSTOR, FULFILL, REFUND, PAY -> "POST";
        };
    }

    private static String path(Request request) {
        return switch (request.kind()) {
            case RECEIVE -> "/inventory/receive";
            case PLACE, IMPOSTOR -> "/orders";
            case CANCEL, READ -> "/orders/" + request.order();
            case FULFILL -> "/orders/" + request.order() + "/fulfill";
            case REFUND -> "/orders/" + request.order() + "/refunds";
            case PAY -> "/orders/" + request.order() + "/payments";
        };
    }
}
