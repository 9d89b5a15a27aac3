package waybill.payment.service.gateway.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.HasId;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import waybill.kernel.TransactionId;
import waybill.payment.service.gateway.GatewayAnswer;
import waybill.payment.service.gateway.GatewayAnswer.Unknown;
import waybill.payment.service.gateway.GatewayCaller;
import waybill.payment.service.gateway.GatewayQuestion;

/**
 * Finds what became of a transaction. Stripe cannot be asked by idempotency key, and its search lags behind what was
 * written; its lists do not, so we read lists, bounded by when the call can have been made, and look at the metadata.
 */
final class StripeSearch {
    /** How far Stripe's clock and ours may be apart. */
    private static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(2);

    private static final Duration CLOCKS_APART_USUAL = Duration.ofSeconds(3);
    private static final int PAGES_MAX = 100;

    private final StripeApi api;

    StripeSearch(StripeApi api) {
        this.api = api;
    }

    /** The answer; empty if Stripe has never seen it, unknown if the search could not be finished. */
    Optional<GatewayAnswer> find(GatewayQuestion question, Patience patience) throws StripeException {
        return switch (question.kind()) {
            case AUTHORIZE -> authorization(question, patience);
            case CAPTURE ->
                intent(question, patience).flatMap(intent -> StripeReadings.capture(intent, question.key()));
            case VOID -> intent(question, patience).flatMap(StripeReadings::reversal);
            case REFUND -> refund(question, patience);
        };
    }

    /** Looks where it should be first, and then wherever a wrong clock can have put it. */
    private Optional<GatewayAnswer> authorization(GatewayQuestion question, Patience patience) throws StripeException {
        Optional<GatewayAnswer> near = among(question, CLOCKS_APART_USUAL, patience);
        return near.isPresent() ? near : among(question, CLOCKS_APART_MAX, patience);
    }

    private Optional<GatewayAnswer> among(GatewayQuestion question, Duration clocksApart, Patience patience)
            throws StripeException {
        StripeApi.Span span = new StripeApi.Span(
                question.committedAt().minus(clocksApart),
                question.committedAt().plus(GatewayCaller.WINDOW_MAX).plus(clocksApart));
        Pages<PaymentIntent> pages = last -> api.intents(span, last, patience);
        return through(pages, patience, intent -> isOf(question.key(), intent.getMetadata()))
                .map(found -> found.of(StripeReadings::authorization));
    }

    private Optional<GatewayAnswer> refund(GatewayQuestion question, Patience patience) throws StripeException {
        String authorization = question.authorization();
        if (authorization == null) {
            return Optional.empty();
        }
        Pages<Refund> pages = last -> api.refunds(authorization, last, patience);
        return through(pages, patience, refund -> isOf(question.key(), refund.getMetadata()))
                .map(found -> found.of(StripeReadings::refund));
    }

    /** The intent that a follow-up is about; without an authorization there was none, and nothing was sent. */
    private Optional<PaymentIntent> intent(GatewayQuestion question, Patience patience) throws StripeException {
        String authorization = question.authorization();
        return authorization == null ? Optional.empty() : Optional.of(api.retrieve(authorization, patience));
    }

    /** A list of Stripe's: the page after the entry with this id, or the first. */
    private interface Pages<T extends HasId> {
        StripeCollection<T> after(@Nullable String last) throws StripeException;
    }

    /**
     * Where a search ended.
     *
     * @param entry null if it had to stop before the end of the list
     */
    private record Found<T>(@Nullable T entry) {
        GatewayAnswer of(Function<T, GatewayAnswer> reading) {
            return entry == null ? new Unknown("SEARCH_UNFINISHED") : reading.apply(entry);
        }
    }

    private static <T extends HasId> Optional<Found<T>> through(Pages<T> pages, Patience patience, Predicate<T> wanted)
            throws StripeException {
        String last = null;
        for (int page = 0; page < PAGES_MAX && !patience.isOver(); page++) {
            StripeCollection<T> read = pages.after(last);
            Optional<T> found = read.getData().stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.map(Found::new);
            }
            if (read.getData().isEmpty() || !Boolean.TRUE.equals(read.getHasMore())) {
                return Optional.empty();
            }
            last = read.getData().getLast().getId();
        }
        return Optional.of(new Found<>(null));
    }

    private static boolean isOf(TransactionId key, @Nullable Map<String, String> metadata) {
        return metadata != null && key.value().equals(metadata.get(StripeApi.KEY));
    }
}
