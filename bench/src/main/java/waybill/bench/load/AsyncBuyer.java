package waybill.bench.load;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import waybill.bench.wire.Conversation;
import waybill.bench.wire.Line;
import waybill.bench.wire.Response;

/** Places an order that is answered at once, is told when it is confirmed, and places the next. */
public final class AsyncBuyer implements Conversation, Confirmations.Waiting {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Line line;
    private final OrderRequests orders;
    private final Confirmations confirmations;
    private final Tally tally;
    /** Empty when none is waited for. */
    private String awaited = "";

    private long begunAt;

    /** A buyer on this line. */
    public AsyncBuyer(Line line, OrderRequests orders, Confirmations confirmations, Tally tally) {
        this.line = line;
        this.orders = orders;
        this.confirmations = confirmations;
        this.tally = tally;
        confirmations.enter();
    }

    @Override
    public long next(ByteBuffer request, long now, boolean closing) {
        long giveUpAt = begunAt + PATIENCE_NANOS;
        if (!awaited.isEmpty() && now < giveUpAt) {
            return giveUpAt;
        }
        if (!awaited.isEmpty()) {
            confirmations.giveUp(awaited);
            awaited = "";
            tally.failed("not confirmed in 30 s");
        }
        if (closing) {
            confirmations.leave();
            return FINISHED;
        }
        begunAt = now;
        orders.writeNext(request);
        return now;
    }

    @Override
    public void heard(Response response, long sentAt, long heardAt) {
        tally.answered(response.status(), heardAt - begunAt);
        String id = OrderWords.id(response);
        if (OrderWords.isUnsettled(response) && !id.isEmpty()) {
            awaited = id;
            confirmations.await(id, this);
        } else {
            tally.failed(Refusals.describe(response));
        }
    }

    @Override
    public void confirmed(long now) {
        tally.confirmed(now - begunAt);
        awaited = "";
        line.ring();
    }

    @Override
    public void ended(String how) {
        tally.failed("ended " + how);
        awaited = "";
        line.ring();
    }

    @Override
    public void lost(String how) {
        tally.failed(how);
    }
}
