package waybill.simulation.outside;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.kernel.OrderId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.Kind;
import waybill.payment.service.gateway.Gateway;
import waybill.payment.service.gateway.GatewayAnswer;
import waybill.payment.service.gateway.GatewayQuestion;
import waybill.payment.service.gateway.GatewayRequest;
import waybill.simulation.world.World;

/**
 * A provider of payments: keeps books, obeys each key once, and loses questions and answers before and after the
 * effect. What is in its books has happened.
 */
public final class Bank implements Gateway {
    private static final Duration LATE_MAX = Duration.ofSeconds(4);
    private static final int SHORT_PERCENT = 25;
    private static final String NO = "INSUFFICIENT_FUNDS";

    private final World world;
    private final int risk;
    private final Map<TransactionId, Entry> books = new LinkedHashMap<>();
    private final List<Late> late = new ArrayList<>();
    /** How long an authorization can be captured; null if it does not say. */
    private final @Nullable Duration valid;
    /** Until when, by its own name for the authorization. */
    private final Map<String, Instant> until = new HashMap<>();

    /** What it did about one key. */
    public record Entry(OrderId order, Kind kind, long minor, boolean succeeded) {}

    /** A request that has reached it and is not done yet. */
    private record Late(GatewayRequest request, Instant at) {}

    /** Nobody knows: this says how it looked from outside. */
    private enum Trouble {
        NOT_REACHED,
        AWAY,
        BUSY,
        TIMEOUT_BEFORE,
        TIMEOUT_AFTER,
        TIMEOUT_AND_LATE,
        LOST_BEFORE,
        LOST_AFTER,
        DECLINED
    }

    /** A bank that is in trouble so many times in a thousand. */
    public Bank(World world, int risk) {
        this.world = world;
        this.risk = risk;
        this.valid = world.happens(SHORT_PERCENT) ? Duration.ofMinutes(10L + world.number(120)) : null;
    }

    @Override
    public GatewayAnswer authorize(GatewayRequest.Authorization request, Duration patience) throws IOException {
        return obey(request);
    }

    @Override
    public GatewayAnswer capture(GatewayRequest.Capture request, Duration patience) throws IOException {
        return obey(request);
    }

    @Override
    public GatewayAnswer reverse(GatewayRequest.Reversal request, Duration patience) throws IOException {
        return obey(request);
    }

    @Override
    public GatewayAnswer refund(GatewayRequest.Refund request, Duration patience) throws IOException {
        return obey(request);
    }

    private GatewayAnswer obey(GatewayRequest request) throws IOException {
        settle();
        if (request instanceof GatewayRequest.Capture capture && hasRunOut(capture)) {
            var _ = book(request, true);
            return new GatewayAnswer.Declined(GatewayAnswer.EXPIRED);
        }
        if (!world.goesWrong(risk)) {
            return answer(request.key(), book(request, false));
        }
        Trouble trouble = world.oneOf(List.of(Trouble.values()));
        world.trace().note(trouble.name(), request.key().value());
        return switch (trouble) {
            case NOT_REACHED -> throw new ConnectException("the gateway is not there");
            case AWAY -> GatewayAnswer.NotSent.forNow("AWAY");
            case BUSY -> GatewayAnswer.NotSent.busy("BUSY");
            case TIMEOUT_BEFORE -> throw timeout();
            case TIMEOUT_AFTER -> {
                book(request, false);
                throw timeout();
            }
            case TIMEOUT_AND_LATE -> {
                late.add(new Late(request, world.instant().plusMillis(world.number((int) LATE_MAX.toMillis()))));
                throw timeout();
            }
            case LOST_BEFORE -> throw new IOException("the connection broke");
            case LOST_AFTER -> {
                book(request, false);
                throw new IOException("the connection broke");
            }
            case DECLINED -> answer(request.key(), book(request, true));
        };
    }

    private static IOException timeout() {
        return new SocketTimeoutException("no answer in time");
    }

    private boolean hasRunOut(GatewayRequest.Capture request) {
        Instant end = until.get(request.authorization());
        return end != null && world.instant().isAfter(end) && !books.containsKey(request.key());
    }

    /** Money that is to go back is never refused here: that is a person's case, and ends nothing by itself. */
    private Entry book(GatewayRequest request, boolean refused) {
        boolean mayRefuse = request.kind() == Kind.AUTHORIZE || request.kind() == Kind.CAPTURE;
        Entry entry = books.computeIfAbsent(
                request.key(),
                _ -> new Entry(request.order(), request.kind(), request.amount().minor(), !(refused && mayRefuse)));
        if (entry.kind() == Kind.AUTHORIZE && valid != null) {
            until.putIfAbsent("sim_" + request.key().value(), world.instant().plus(valid));
        }
        world.trace().note(entry.kind().name(), request.key().value(), entry.minor());
        return entry;
    }

    private GatewayAnswer answer(TransactionId key, Entry entry) {
        String name = "sim_" + key.value();
        return entry.succeeded() ? new GatewayAnswer.Succeeded(name, until.get(name)) : new GatewayAnswer.Declined(NO);
    }

    @Override
    public Optional<GatewayAnswer> find(GatewayQuestion question, Duration patience) throws IOException {
        settle();
        if (world.goesWrong(risk)) {
            return switch (world.number(3)) {
                case 0 -> throw new ConnectException("the gateway is not there");
                case 1 -> throw timeout();
                default -> Optional.of(GatewayAnswer.Unknown.failing("AWAY"));
            };
        }
        Entry entry = books.get(question.key());
        return entry == null ? Optional.empty() : Optional.of(answer(question.key(), entry));
    }

    /** What was late and is due by now has happened. */
    public void settle() {
        for (Iterator<Late> each = late.iterator(); each.hasNext(); ) {
            Late one = each.next();
            if (!one.at().isAfter(world.instant())) {
                each.remove();
                book(one.request(), false);
            }
        }
    }

    /** The sum of what it did of one kind for an order, in minor units. */
    public long sum(OrderId order, Kind kind) {
        long sum = 0;
        for (Entry entry : books.values()) {
            if (entry.kind() == kind && entry.succeeded() && entry.order().equals(order)) {
                sum += entry.minor();
            }
        }
        return sum;
    }

    /** Its books. */
    public Map<TransactionId, Entry> books() {
        return books;
    }
}
