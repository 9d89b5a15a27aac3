package waybill.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import waybill.bench.host.ServerFailed;
import waybill.bench.wire.Conversation;
import waybill.bench.wire.RequestTemplate;
import waybill.bench.wire.Response;

/**
 * Reads the order service's feed page after page and tells who waits for an order that it is confirmed. One connection
 * does it for all customers, so that an order costs the shop a few lines of a page and not a request.
 */
public final class FeedFollower implements Conversation {
    /** Between two pages when there is no more for now: what happens meanwhile is read together. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final byte[] TYPE = "\"type\":\"order.".getBytes(US_ASCII);
    private static final byte[] CONFIRMED = word("confirmed.v1");
    private static final byte[] CANCELLED = word("cancelled.v1");
    private static final byte[] PAYMENT_FAILED = word("payment-failed.v1");
    private static final byte[] SUBJECT = word("subject");
    private static final byte[] NEXT_CURSOR = word("nextCursor");
    private static final byte[] HAS_MORE = "\"hasMore\":true".getBytes(US_ASCII);

    private final String host;
    private final Confirmations confirmations;
    private final Tally tally;
    private String position;
    private long readAt;

    /**
     * Follows from this position on.
     *
     * @param position as an answer gave it, or {@code end}
     */
    public FeedFollower(InetSocketAddress server, String position, Confirmations confirmations, Tally tally) {
        this.host = OrderRequests.hostHeader(server);
        this.position = position;
        this.confirmations = confirmations;
        this.tally = tally;
    }

    private static byte[] word(String text) {
        return OrderWords.word(text);
    }

    @Override
    public long next(ByteBuffer request, long now, boolean closing) {
        if (confirmations.isEmpty()) {
            return FINISHED;
        }
        if (now < readAt) {
            return readAt;
        }
        RequestTemplate.get(host, "/events?limit=200&after=" + position).writeTo(request);
        return now;
    }

    @Override
    public void heard(Response response, long sentAt, long heardAt) {
        if (response.status() == 503) {
            tally.note("pages of the feed answered 503");
            readAt = heardAt + FollowUps.retryAfterNanos(response);
            return;
        }
        String reached = response.text(NEXT_CURSOR, 0);
        if (response.status() != 200 || reached == null) {
            throw new ServerFailed("The feed was answered " + Refusals.describe(response) + " after " + position);
        }
        tally.note("pages of the feed");
        position = reached;
        readAt = response.indexOf(HAS_MORE, 0) < 0 ? heardAt + PAUSE_NANOS : heardAt;
        tell(response, heardAt);
    }

    private void tell(Response page, long now) {
        for (int at = page.indexOf(TYPE, 0); at >= 0; at = page.indexOf(TYPE, at + TYPE.length)) {
            int kind = at + TYPE.length;
            if (page.startsWith(CONFIRMED, kind)) {
                confirmations.heard(subject(page, kind), customer -> customer.confirmed(now));
            } else if (page.startsWith(CANCELLED, kind)) {
                confirmations.heard(subject(page, kind), customer -> customer.ended("CANCELLED"));
            } else if (page.startsWith(PAYMENT_FAILED, kind)) {
                confirmations.heard(subject(page, kind), customer -> customer.ended("PAYMENT_FAILED"));
            }
        }
    }

    private static String subject(Response page, int from) {
        String subject = page.text(SUBJECT, from);
        if (subject == null) {
            throw new IllegalStateException("an event without a subject");
        }
        return subject;
    }

    @Override
    public void lost(String how) {
        tally.note("pages of the feed lost");
    }
}
