package waybill.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import waybill.bench.wire.Conversation;
import waybill.bench.wire.Response;

/** Does what customers and clerks do all day: mostly places orders, sometimes something about an earlier one. */
public final class Regular implements Conversation {
    private static final byte[] CANCELLED = OrderWords.word("CANCELLED");
    private static final byte[] CANCEL_PENDING = OrderWords.word("CANCEL_PENDING");
    private static final byte[] SHIPPED = OrderWords.word("SHIPPED");
    private static final byte[] PENDING_SHIPMENT = "\"PENDING\"".getBytes(US_ASCII);

    private final Day day;
    private final Buyer buyer;
    private final Reader reader;
    private Act act = Act.PLACE;
    private String order = "";

    /** What one may do, and how often in a hundred times. */
    private enum Act {
        PLACE(70),
        REPEAT(10),
        CANCEL(10),
        FULFILL(5),
        READ(5);

        private final int percent;

        Act(int percent) {
            this.percent = percent;
        }

        static Act any(SplittableRandom random) {
            int rest = random.nextInt(100);
            for (Act act : values()) {
                rest -= act.percent;
                if (rest < 0) {
                    return act;
                }
            }
            throw new IllegalStateException("percentages do not sum up to 100");
        }
    }

    /** What all have in common. The shop must tell the known orders what it confirms. */
    public record Day(Buyer.Shop shop, Reader.Library library, SplittableRandom random) {
        private KnownOrders known() {
            return library.orders();
        }
    }

    /** One of them. */
    public Regular(Day day) {
        this.day = day;
        this.buyer = new Buyer(day.shop(), Pace.AT_ONCE);
        this.reader = new Reader(day.library(), Pace.AT_ONCE);
    }

    @Override
    public long next(ByteBuffer request, long now, boolean closing) {
        if (buyer.isWaiting()) {
            return buyer.next(request, now, closing);
        }
        if (closing) {
            return FINISHED;
        }
        act = day.known().size() == 0 ? Act.PLACE : Act.any(day.random());
        switch (act) {
            case PLACE -> buyer.next(request, now, false);
            case READ -> reader.next(request, now, false);
            case REPEAT -> repeat(request);
            case CANCEL -> {
                order = day.known().taken().id();
                day.shop().followUps().writeCancel(order, request);
            }
            case FULFILL -> {
                order = day.known().taken().id();
                day.shop().followUps().writeFulfill(order, request);
            }
        }
        return now;
    }

    private void repeat(ByteBuffer request) {
        KnownOrders.Known known = day.known().any();
        order = known.id();
        day.shop().orders().write(known.number(), request);
    }

    @Override
    public void heard(Response response, long sentAt, long heardAt) {
        switch (act) {
            case PLACE -> buyer.heard(response, sentAt, heardAt);
            case READ -> reader.heard(response, sentAt, heardAt);
            case REPEAT -> heardOf("repeat", isReplay(response), response, heardAt - sentAt);
            case CANCEL -> heardOf("cancel", isCancelled(response), response, heardAt - sentAt);
            case FULFILL -> heardOf("fulfil", isShipped(response), response, heardAt - sentAt);
        }
    }

    private void heardOf(String what, boolean isRight, Response response, long nanos) {
        Tally tally = day.shop().tally();
        tally.timed(what, nanos);
        if (!isRight || !OrderWords.id(response).equals(order)) {
            tally.failed(what + ": " + Refusals.describe(response));
        } else if (response.status() == 202) {
            tally.note(what + " not settled in time");
        }
    }

    private static boolean isReplay(Response response) {
        return response.status() == 201
                && response.says(OrderWords.STATUS, OrderWords.CONFIRMED)
                && "true".equals(response.header("Idempotent-Replayed"));
    }

    private static boolean isCancelled(Response response) {
        return switch (response.status()) {
            case 200 -> response.says(OrderWords.STATUS, CANCELLED);
            case 202 -> response.says(OrderWords.STATUS, CANCEL_PENDING);
            default -> false;
        };
    }

    private static boolean isShipped(Response response) {
        return switch (response.status()) {
            case 200 -> response.says(OrderWords.STATUS, SHIPPED);
            case 202 -> response.indexOf(PENDING_SHIPMENT, 0) >= 0;
            default -> false;
        };
    }

    @Override
    public void lost(String how) {
        if (act == Act.PLACE) {
            buyer.lost(how);
        } else {
            day.shop().tally().failed(how);
        }
    }
}
