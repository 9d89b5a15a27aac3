package waybill.payment.service.gateway;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;
import waybill.payment.service.gateway.GatewayAnswer.Declined;
import waybill.payment.service.gateway.GatewayAnswer.NotSent;
import waybill.payment.service.gateway.GatewayAnswer.Succeeded;

/**
 * The built-in gateway: moves no money, keeps books, and obeys tokens, so that tests can script it. What is in its
 * books has happened, whether or not the answer arrives.
 */
public final class SandboxGateway implements Gateway {
    /** How long an authorization can be captured. */
    public static final Duration AUTHORIZATION_LASTS = Duration.ofDays(7);

    /** A caller that has stopped listening is let go this long after. */
    private static final Duration COURTESY = Duration.ofSeconds(1);

    private static final String REFERENCE = "sbx_";
    private static final String KEY = "txn_";

    private final SandboxLedger ledger;
    private final Function<SandboxEntry, CompletableFuture<SandboxEntry>> writer;
    private final InstantSource clock;
    private final Pause pause;
    private final FirstCalls errors = new FirstCalls();

    /**
     * Opens the books.
     *
     * @param writer writes one entry, perhaps together with others, and tells what the ledger now has under its key
     */
    public SandboxGateway(
            SandboxLedger ledger,
            Function<SandboxEntry, CompletableFuture<SandboxEntry>> writer,
            InstantSource clock,
            Pause pause) {
        this.ledger = ledger;
        this.writer = writer;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public GatewayAnswer authorize(GatewayRequest.Authorization request, Duration patience)
            throws IOException, InterruptedException {
        return switch (SandboxToken.read(request.token())) {
            case SandboxToken.Charge(var answeredAfter) -> {
                GatewayAnswer answer = book(request, null);
                pause.last(answeredAfter);
                yield answer;
            }
            case SandboxToken.Decline(var reason) -> book(request, reason);
            case SandboxToken.Silence(var charged) -> {
                if (charged) {
                    book(request, null);
                }
                throw silence(patience);
            }
            case SandboxToken.ErrorOnce _ ->
                errors.isFirst(request.order()) ? new NotSent("GATEWAY_ERROR") : book(request, null);
            case SandboxToken.Unavailable _ -> new NotSent("GATEWAY_UNAVAILABLE");
        };
    }

    @Override
    public GatewayAnswer reverse(GatewayRequest.Reversal request, Duration patience)
            throws IOException, InterruptedException {
        boolean authorized = keyOf(request.authorization())
                .flatMap(ledger::find)
                .filter(entry -> entry.kind() == Kind.AUTHORIZE && entry.succeeded())
                .isPresent();
        return book(request, authorized ? null : "UNKNOWN_AUTHORIZATION");
    }

    @Override
    public Optional<GatewayAnswer> find(TransactionId key, Duration patience) {
        return ledger.find(key).map(SandboxGateway::answer);
    }

    /** Writes it down unless its key is known; what was written first is the answer. */
    private GatewayAnswer book(GatewayRequest request, @Nullable String declinedBecause)
            throws IOException, InterruptedException {
        Kind kind = kind(request);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SandboxEntry entry =
                new SandboxEntry(request.key(), kind, request.amount(), reference(request.key()), declinedBecause, now);
        SandboxEntry booked = written(entry);
        if (booked.kind() != kind || !booked.amount().equals(request.amount())) {
            throw new IllegalStateException("the key " + request.key() + " was used for something else before");
        }
        return answer(booked);
    }

    private SandboxEntry written(SandboxEntry entry) throws IOException, InterruptedException {
        try {
            return writer.apply(entry).get();
        } catch (ExecutionException unwritten) {
            throw new IOException("nobody knows whether the books have " + entry.key(), unwritten.getCause());
        }
    }

    private SocketTimeoutException silence(Duration patience) throws InterruptedException {
        pause.last(patience.plus(COURTESY));
        return new SocketTimeoutException("the sandbox was told not to answer");
    }

    private static GatewayAnswer answer(SandboxEntry entry) {
        String refused = entry.declinedBecause();
        if (refused != null) {
            return new Declined(refused);
        }
        return switch (entry.kind()) {
            case AUTHORIZE -> new Succeeded(entry.reference(), entry.at().plus(AUTHORIZATION_LASTS));
            case VOID, CAPTURE, REFUND -> new Succeeded(entry.reference(), null);
        };
    }

    private static Kind kind(GatewayRequest request) {
        return switch (request) {
            case GatewayRequest.Authorization _ -> Kind.AUTHORIZE;
            case GatewayRequest.Reversal _ -> Kind.VOID;
        };
    }

    /** The same key always gets the same reference, and the reference leads back to the key. */
    private static String reference(TransactionId key) {
        return REFERENCE + key.value().substring(KEY.length());
    }

    private static Optional<TransactionId> keyOf(String reference) {
        return reference.startsWith(REFERENCE)
                ? TransactionId.parse(KEY + reference.substring(REFERENCE.length()))
                : Optional.empty();
    }
}
