package waybill.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import waybill.bench.wire.Conversation;
import waybill.bench.wire.RequestTemplate;
import waybill.bench.wire.Response;

/** Places an order, sees it confirmed (looking again every few milliseconds if need be), and places the next. */
public final class Buyer implements Conversation {
    private static final byte[] STATUS = "status".getBytes(US_ASCII);
    private static final byte[] CONFIRMED = "CONFIRMED".getBytes(US_ASCII);
    private static final byte[] PENDING = "PENDING".getBytes(US_ASCII);
    private static final byte[] PLACED = "PLACED".getBytes(US_ASCII);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final OrderRequests orders;
    private final Tally tally;
    private @Nullable RequestTemplate unsettled;
    private long placedAt;
    private long lookAt;

    /** A buyer who shares the orders' numbering and the tally with the others. */
    public Buyer(OrderRequests orders, Tally tally) {
        this.orders = orders;
        this.tally = tally;
    }

    @Override
    public long next(ByteBuffer request, long now, boolean closing) {
        if (unsettled != null) {
            if (now < lookAt) {
                return lookAt;
            }
            unsettled.writeTo(request);
            return now;
        }
        if (closing) {
            return FINISHED;
        }
        orders.writeNext(request);
        return now;
    }

    @Override
    public void heard(Response response, long sentAt, long heardAt) {
        if (unsettled == null) {
            placedAt = sentAt;
            tally.answered(response.status(), heardAt - sentAt);
        } else {
            tally.polled();
        }
        if (response.status() / 100 == 2 && response.says(STATUS, CONFIRMED)) {
            tally.confirmed(heardAt - placedAt);
            unsettled = null;
        } else if (isWaiting(response) && heardAt - placedAt < PATIENCE_NANOS) {
            lookAgain(response, heardAt);
        } else {
            tally.failed(describe(response));
            unsettled = null;
        }
    }

    private static boolean isWaiting(Response response) {
        return response.status() / 100 == 2 && (response.says(STATUS, PENDING) || response.says(STATUS, PLACED));
    }

    private void lookAgain(Response response, long now) {
        if (unsettled == null) {
            String location = response.header("location");
            if (location == null) {
                tally.failed("answer " + response.status() + " without Location");
                return;
            }
            unsettled = orders.lookUp(location.substring(location.indexOf("/orders/")));
        }
        lookAt = now + LOOK_AGAIN_NANOS;
    }

    private static String describe(Response response) {
        String body = response.body();
        int code = body.indexOf("\"code\"");
        String what = code < 0
                ? ""
                : body.substring(code, Math.min(body.length(), code + 60)).split("[,}]", 2)[0];
        return (response.status() + " " + what).strip();
    }

    @Override
    public void lost(String how) {
        tally.failed(how);
        unsettled = null;
    }
}
