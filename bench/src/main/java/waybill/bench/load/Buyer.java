package waybill.bench.load;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import waybill.bench.wire.Conversation;
import waybill.bench.wire.Response;

/** Places an order, sees it confirmed (looking again every few milliseconds if need be), and places the next. */
public final class Buyer implements Conversation {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Shop shop;
    private final Pace pace;
    private @Nullable String unsettled;
    private long number;
    private long begunAt;
    private long lookAt;

    /**
     * What all buyers of a run have in common.
     *
     * @param confirmed hears of every order that is confirmed
     */
    public record Shop(OrderRequests orders, FollowUps followUps, Tally tally, Refusals refusals, Confirmed confirmed) {
        /** Where every order must be confirmed. */
        public Shop(OrderRequests orders, FollowUps followUps, Tally tally) {
            this(orders, followUps, tally, Refusals.areFailures(tally), Confirmed.NOBODY);
        }
    }

    /** A buyer at this pace. */
    public Buyer(Shop shop, Pace pace) {
        this.shop = shop;
        this.pace = pace;
    }

    @Override
    public long next(ByteBuffer request, long now, boolean closing) {
        if (unsettled != null) {
            if (now < lookAt) {
                return lookAt;
            }
            shop.followUps().writeLookUp(unsettled, request);
            return now;
        }
        long begin = pace.begin(now, closing);
        if (begin > now) {
            return begin;
        }
        begunAt = begin;
        number = shop.orders().writeNext(request);
        return now;
    }

    /** Whether an order of this buyer is accepted and not settled yet. */
    boolean isWaiting() {
        return unsettled != null;
    }

    @Override
    public void heard(Response response, long sentAt, long heardAt) {
        if (unsettled == null) {
            heardFirst(response, heardAt);
        } else {
            heardLater(response, heardAt);
        }
    }

    private void heardFirst(Response response, long now) {
        if (OrderWords.isConfirmed(response)) {
            shop.tally().answered(response.status(), now - begunAt);
            confirmed(response, now);
        } else if (OrderWords.isUnsettled(response)) {
            shop.tally().answered(response.status(), now - begunAt);
            follow(OrderWords.id(response), now);
        } else {
            shop.refusals().refused(response, now - begunAt);
        }
    }

    private void follow(String id, long now) {
        if (id.isEmpty()) {
            shop.tally().failed("accepted without an id");
        } else {
            unsettled = id;
            lookAt = now + LOOK_AGAIN_NANOS;
        }
    }

    private void heardLater(Response response, long now) {
        shop.tally().polled();
        boolean isPatient = now - begunAt < PATIENCE_NANOS;
        if (OrderWords.isConfirmed(response)) {
            confirmed(response, now);
        } else if (isPatient && OrderWords.isUnsettled(response)) {
            lookAt = now + LOOK_AGAIN_NANOS;
        } else if (isPatient && response.status() == 503) {
            shop.tally().note("look-ups answered 503");
            lookAt = now + FollowUps.retryAfterNanos(response);
        } else {
            shop.tally().failed("looked up: " + Refusals.describe(response));
            unsettled = null;
        }
    }

    private void confirmed(Response response, long now) {
        shop.tally().confirmed(now - begunAt);
        shop.confirmed().confirmed(number, OrderWords.id(response));
        unsettled = null;
    }

    @Override
    public void lost(String how) {
        shop.tally().failed(how);
        unsettled = null;
    }
}
