package waybill.engine.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.engine.http.access.Caller;
import waybill.engine.http.headers.EntityTags;
import waybill.engine.http.headers.IdempotencyKeys;
import waybill.engine.http.headers.MediaTypes;
import waybill.engine.http.headers.Waiting;
import waybill.engine.http.json.CanonicalJson;
import waybill.engine.http.json.StrictJson;

/** One request to one route, as a handler sees it. Used by one thread. */
public final class Call {
    /** What no client can send: a key has no spaces. */
    private static final String NO_KEY = "no key ";

    private static final int NUMBER_DIGITS_MAX = 18;

    private final Incoming incoming;
    private final boolean keyNeeded;
    private final Caller caller;
    private @Nullable JsonNode tree;
    private @Nullable String key;

    public Call(Incoming incoming) {
        this(incoming, incoming.route().method().equals("POST"), Caller.ANYBODY);
    }

    private Call(Incoming incoming, boolean keyNeeded, Caller caller) {
        this.incoming = incoming;
        this.keyNeeded = keyNeeded;
        this.caller = caller;
    }

    /** The same call, known to be this caller's. */
    public Call by(Caller known) {
        return new Call(incoming, keyNeeded, known);
    }

    /** The same call, which may do without an idempotency key. */
    public Call withoutNeedOfKey() {
        return new Call(incoming, false, caller);
    }

    /** The HTTP method. */
    public String method() {
        return incoming.route().method();
    }

    /** The operation that was asked for. */
    public Route route() {
        return incoming.route();
    }

    /** The path as it was sent. */
    public String path() {
        return incoming.path();
    }

    /** The decoded value of a path parameter. */
    public String path(String name) {
        String value = incoming.pathValues().get(name);
        if (value == null) {
            throw new IllegalArgumentException(incoming.route().template() + " has no parameter " + name);
        }
        return value;
    }

    /** The id that a path parameter says; 400 if it is none. */
    public <T> T path(String name, Function<String, Optional<T>> parser) {
        return parser.apply(path(name))
                .orElseThrow(() -> Problem.invalid("/path/" + name, "INVALID", "the path has no valid " + name + ".")
                        .asException());
    }

    /** Reads the query; raises 400 with everything that is wrong with it. */
    public <T> T query(Function<Query, T> reader) {
        Complaints complaints = new Complaints();
        T value = reader.apply(new Query(incoming.query(), complaints));
        complaints.raise();
        return value;
    }

    /** The value of a header, several of them with commas between; null if it is absent. */
    public @Nullable String header(String name) {
        return incoming.headers().first(name);
    }

    /** The body exactly as it was sent, for checking a signature; not a copy. */
    public byte[] bytes() {
        return incoming.body().bytes();
    }

    /** Reads the body, an object; raises 400 with everything that is wrong with it, unknown members included. */
    public <T> T body(Function<Body, T> reader) {
        return Body.read(tree(), reader);
    }

    /** For operations without input: no body or an empty object; raises 400 for anything else. */
    public void emptyBody() {
        if (incoming.body().bytes().length > 0) {
            Body.read(tree(), body -> body);
        }
    }

    /**
     * The idempotency key, without quotes; 400 if it is malformed, or missing where it is needed. A call that does
     * without gets one that nobody else has, so that all writes go the same way.
     */
    public String idempotencyKey() {
        if (key == null) {
            key = optionalIdempotencyKey().orElseGet(this::keyOfItsOwn);
        }
        return key;
    }

    private String keyOfItsOwn() {
        if (keyNeeded) {
            throw Problem.of(
                            "idempotency-key-required",
                            "This operation needs an Idempotency-Key header, so that repeating it is safe.")
                    .asException();
        }
        return NO_KEY + UUID.randomUUID();
    }

    /** The idempotency key, without quotes, if there is one; 400 if it is malformed. */
    public Optional<String> optionalIdempotencyKey() {
        return Optional.ofNullable(header("Idempotency-Key"))
                .map(header -> IdempotencyKeys.parse(header)
                        .orElseThrow(() -> Problem.invalid(
                                        "/headers/Idempotency-Key",
                                        "INVALID",
                                        "Idempotency-Key must be 1 to 255 visible ASCII characters.")
                                .asException()));
    }

    /** How long the client wants to wait for the outcome, from 0 to 30 s. */
    public Waiting waiting(Duration otherwise) {
        return Waiting.of(header("Prefer"), otherwise);
    }

    /** How long the client wants to wait for the outcome: {@link #waiting} without the rest. */
    public Duration preferWait(Duration otherwise) {
        return waiting(otherwise).time();
    }

    /** The version that {@code If-Match} demands; -1, which no resource has, if it demands something else. */
    public OptionalLong ifMatch() {
        return EntityTags.demanded(header("If-Match"));
    }

    /** The version that {@code If-None-Match} says the client has: the greatest, if it lists several. */
    public OptionalLong ifNoneMatch() {
        return EntityTags.known(header("If-None-Match"));
    }

    /** Whether the client wants to be told events as they happen, and this operation does that. */
    public boolean wantsEvents() {
        return route().door() == Route.Door.LIVE && MediaTypes.preferEvents(header("Accept"));
    }

    /** The last event that a client has seen which was told some before; null if there is none. */
    public @Nullable String lastEventId() {
        String id = header("Last-Event-ID");
        return id == null || id.isEmpty() ? null : id;
    }

    /** The same where events have numbers; 400 if it is none. */
    public OptionalLong lastEventNumber() {
        String id = lastEventId();
        if (id == null) {
            return OptionalLong.empty();
        }
        if (id.length() > NUMBER_DIGITS_MAX || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw unknownEvent().asException();
        }
        return OptionalLong.of(Long.parseLong(id));
    }

    /** The problem of a {@code Last-Event-ID} that nobody gave out. */
    public static Problem unknownEvent() {
        return Problem.invalid(
                "/headers/Last-Event-ID", "INVALID", "Last-Event-ID must be the id of an event that was told here.");
    }

    /** The address of whoever is connected: the client, or the last proxy before this server. */
    public String peer() {
        return incoming.peer();
    }

    /** Echoed to the client; sane whatever it sent. */
    public String requestId() {
        return incoming.trace().requestId();
    }

    /** The trace this call belongs to, with this call's own span: the header for whatever it causes. */
    public String traceparent() {
        return incoming.trace().traceparent();
    }

    /** The 32 digits of the trace. */
    public String traceId() {
        return incoming.trace().traceId();
    }

    /** Who calls: part of the scope of idempotency keys, the actor of events, and whose rate is limited. */
    public String caller() {
        return caller.name();
    }

    /** The only customer whose things the caller may see and change; null if there is no such limit. */
    public @Nullable String customer() {
        return caller.customer();
    }

    /** SHA-256 of method, path, query and body in 64 hexadecimal digits; the same for the same JSON however written. */
    public String fingerprint() {
        StringBuilder text = new StringBuilder(512);
        text.append(method()).append('\n').append(path()).append('\n');
        Map<String, String> sorted = incoming.query().isEmpty() ? Map.of() : new TreeMap<>(incoming.query());
        sorted.forEach((name, value) -> text.append(name.length())
                .append(name)
                .append('=')
                .append(value)
                .append('\n'));
        if (incoming.body().bytes().length > 0) {
            CanonicalJson.append(text, tree());
        }
        return HexFormat.of().formatHex(sha256(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The problem as bytes that can be stored and sent again. */
    public Answer answer(Problem problem) {
        return ProblemDocument.of(problem, path(), traceId());
    }

    private JsonNode tree() {
        if (tree == null) {
            tree = parse(incoming.body().bytes());
        }
        return tree;
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return StrictJson.parse(bytes);
        } catch (StrictJson.Unreadable unreadable) {
            Complaints complaints = new Complaints();
            complaints.add(unreadable.pointer(), unreadable.code(), unreadable.reason());
            complaints.raise();
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
