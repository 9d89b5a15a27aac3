package waybill.bench.load;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import waybill.bench.wire.Conversation;
import waybill.bench.wire.Response;

/** Looks at single orders and at lists of them. */
public final class Reader implements Conversation {
    /** The names of its times in the tally. */
    public static final String GET_ORDER = "get order";

    /** A page of 50 orders. */
    public static final String LIST = "list";

    private static final byte[] DATA = "{\"data\":[".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final byte[] NEXT_CURSOR = OrderWords.word("nextCursor");
    /** Nobody leafs on for ever. */
    private static final int PAGES_MAX = 5;

    private final Library library;
    private final Pace pace;
    private int pages;
    private @Nullable String cursor;
    private String asked = "";

    /**
     * What all readers of a run have in common.
     *
     * @param habit how they read
     * @param random chooses what they look at; never in step, as if they had agreed on it
     */
    public record Library(KnownOrders orders, FollowUps followUps, Habit habit, SplittableRandom random, Tally tally) {}

    /**
     * How somebody reads.
     *
     * @param listEvery of so many looks one is at a list
     * @param only whether that is all that happens, so that the looks are the answers which the tally counts
     */
    public record Habit(int listEvery, boolean only) {}

    /** A reader at this pace. */
    public Reader(Library library, Pace pace) {
        this.library = library;
        this.pace = pace;
    }

    @Override
    public long next(ByteBuffer request, long now, boolean closing) {
        long begin = pace.begin(now, closing);
        if (begin > now) {
            return begin;
        }
        if (library.random().nextInt(library.habit().listEvery()) == 0) {
            asked = "";
            library.followUps().writeList(cursor, request);
        } else {
            asked = library.orders().any().id();
            library.followUps().writeLookUp(asked, request);
        }
        return now;
    }

    @Override
    public void heard(Response response, long sentAt, long heardAt) {
        if (library.habit().only()) {
            library.tally().answered(response.status(), heardAt - sentAt);
        }
        library.tally().timed(asked.isEmpty() ? LIST : GET_ORDER, heardAt - sentAt);
        if (asked.isEmpty()) {
            heardList(response);
        } else if (response.status() != 200 || !OrderWords.id(response).equals(asked)) {
            library.tally().failed(GET_ORDER + ": " + Refusals.describe(response));
        }
    }

    private void heardList(Response response) {
        if (response.status() != 200 || !response.startsWith(DATA, 0)) {
            library.tally().failed(LIST + ": " + Refusals.describe(response));
            return;
        }
        pages = (pages + 1) % PAGES_MAX;
        cursor = pages == 0 ? null : response.text(NEXT_CURSOR, 0);
    }

    @Override
    public void lost(String how) {
        library.tally().failed(how);
    }
}
