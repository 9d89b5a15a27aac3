package waybill.payment.service.gateway;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import waybill.engine.core.time.Pause;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;
import waybill.payment.service.gateway.GatewayAnswer.Declined;
import waybill.payment.service.gateway.GatewayAnswer.NotSent;
import waybill.payment.service.gateway.GatewayAnswer.Succeeded;
import waybill.payment.service.gateway.SandboxScript.Act;

/**
 * The built-in gateway: moves no money, keeps books, and obeys tokens, so that tests can script it. What is in its
 * books has happened, whether or not the answer arrives.
 *
 * <p>It does nothing that it was asked longer ago than {@link GatewayCaller#WINDOW_MAX}, however long its books could
 * not be written. And what it says it does not know after that, it never does: it closes the key in its books, where
 * the first entry of a key stays. No clock and no time limit of a statement could promise that, because whatever is
 * checked before a commit can be followed by a pause. What is left: a request that was late between the look at the
 * clock and the commit is still done if nobody has asked about it by then; whoever asks later finds it.
 */
public final class SandboxGateway implements Gateway {
    /** How long an authorization can be captured, unless its token says otherwise. */
    public static final Duration AUTHORIZATION_LASTS = Duration.ofDays(7);

    /** A caller that has stopped listening is let go this long after. */
    private static final Duration COURTESY = Duration.ofSeconds(1);

    private static final String REFERENCE = "sbx_";
    private static final String KEY = "txn_";

    private final SandboxLedger ledger;
    private final Function<SandboxBooking, CompletableFuture<Optional<SandboxEntry>>> writer;
    private final InstantSource clock;
    private final Pause pause;
    private final FirstCalls errors = new FirstCalls();

    /**
     * Opens the books.
     *
     * @param writer writes one entry, perhaps together with others, and tells what the ledger now has under its key, as
     *     {@link SandboxLedger#record} does
     */
    public SandboxGateway(
            SandboxLedger ledger,
            Function<SandboxBooking, CompletableFuture<Optional<SandboxEntry>>> writer,
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
        SandboxScript script = SandboxScript.read(request.token());
        return act(
                new Task(request, script.of(Kind.AUTHORIZE), null, script.mattersLater() ? script.token() : null),
                patience);
    }

    @Override
    public GatewayAnswer capture(GatewayRequest.Capture request, Duration patience)
            throws IOException, InterruptedException {
        return followUp(request, patience);
    }

    @Override
    public GatewayAnswer reverse(GatewayRequest.Reversal request, Duration patience)
            throws IOException, InterruptedException {
        return followUp(request, patience);
    }

    @Override
    public GatewayAnswer refund(GatewayRequest.Refund request, Duration patience)
            throws IOException, InterruptedException {
        return followUp(request, patience);
    }

    @Override
    public Optional<GatewayAnswer> find(GatewayQuestion question, Duration patience) {
        Instant now = clock.instant();
        return ledger.find(question.key())
                .or(() -> now.isBefore(until(question.committedAt())) ? Optional.empty() : closed(question, now))
                .filter(entry -> !entry.isClosed())
                .map(SandboxGateway::answer);
    }

    /** Has the books refuse whatever is still on its way, or tells what was there just before. */
    private Optional<SandboxEntry> closed(GatewayQuestion asked, Instant now) {
        SandboxEntry closed = new SandboxEntry(
                asked.key(),
                asked.kind(),
                asked.amount(),
                null,
                reference(asked.key()),
                SandboxEntry.NEVER_CAME,
                null,
                now.truncatedTo(ChronoUnit.MICROS));
        return ledger.record(List.of(new SandboxBooking(closed, Instant.MAX))).getFirst();
    }

    private static Instant until(Instant committedAt) {
        return committedAt.plus(GatewayCaller.WINDOW_MAX);
    }

    private GatewayAnswer followUp(GatewayRequest.FollowUp request, Duration patience)
            throws IOException, InterruptedException {
        List<SandboxEntry> page =
                keyOf(request.authorization()).map(ledger::about).orElse(List.of());
        SandboxPage about = new SandboxPage(page);
        Optional<SandboxEntry> before = about.entry(request.key());
        if (before.isPresent()) {
            return book(request, before.get());
        }
        Act act = about.objection(request, clock.instant())
                .<Act>map(Act.Decline::new)
                .orElseGet(() -> about.script().of(request.kind()));
        return act(new Task(request, act, about.authorization(), null), patience);
    }

    /** A request, how it goes, and what the books keep beside it. */
    private record Task(
            GatewayRequest request,
            Act act,
            @Nullable TransactionId authorization,
            @Nullable String script) {
        SandboxEntry entry(@Nullable String declinedBecause, Instant now) {
            return new SandboxEntry(
                    request.key(),
                    request.kind(),
                    request.amount(),
                    authorization,
                    reference(request.key()),
                    declinedBecause,
                    script,
                    now);
        }
    }

    private GatewayAnswer act(Task task, Duration patience) throws IOException, InterruptedException {
        return switch (task.act) {
            case Act.Agree(var answeredAfter) -> {
                GatewayAnswer answer = book(task, null);
                pause.last(answeredAfter);
                yield answer;
            }
            case Act.Decline(var reason) -> book(task, reason);
            case Act.Silence(var done) -> {
                if (done) {
                    book(task, null);
                }
                throw silence(patience);
            }
            case Act.ErrorOnce _ ->
                errors.isFirst(task.request.order(), task.request.kind())
                        ? NotSent.forNow("GATEWAY_ERROR")
                        : book(task, null);
            case Act.Unavailable _ -> NotSent.forNow("GATEWAY_UNAVAILABLE");
        };
    }

    /** Writes it down unless its key is known or it is too late; what was written first is the answer. */
    private GatewayAnswer book(Task task, @Nullable String declinedBecause) throws IOException, InterruptedException {
        SandboxEntry entry = task.entry(declinedBecause, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return book(task.request, written(new SandboxBooking(entry, until(task.request.committedAt()))));
    }

    private static GatewayAnswer book(GatewayRequest request, SandboxEntry booked) {
        if (booked.kind() != request.kind() || !booked.amount().equals(request.amount())) {
            throw new IllegalStateException("the key " + request.key() + " was used for something else before");
        }
        return answer(booked);
    }

    /** What came too late is no answer either: what became of its key is told to who asks about it. */
    private SandboxEntry written(SandboxBooking booking) throws IOException, InterruptedException {
        TransactionId key = booking.entry().key();
        try {
            return writer.apply(booking)
                    .get()
                    .filter(entry -> !entry.isClosed())
                    .orElseThrow(() -> new IOException(key + " came too late for the books"));
        } catch (ExecutionException unwritten) {
            throw new IOException("nobody knows whether the books have " + key, unwritten.getCause());
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
            case AUTHORIZE -> new Succeeded(entry.reference(), SandboxPage.validUntil(entry));
            case VOID, CAPTURE, REFUND -> new Succeeded(entry.reference(), null);
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
