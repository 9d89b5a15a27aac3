package waybill.payment.domain.rules;

import waybill.payment.domain.Kind;
import waybill.payment.domain.TransactionStatus;

/**
 * What each piece of news does to a transaction, by what is known about it so far: total, and the source of the table
 * in {@code docs/reference/payment-states.md}.
 */
public final class TransactionTable {
    /** What the gateway can be known to have done. */
    public enum News {
        /** It happened. */
        SUCCEEDED,
        /** It was refused. */
        DECLINED,
        /** It never arrived. */
        NOT_SENT,
        /** Nobody knows. */
        UNKNOWN
    }

    /** What a cell of the table says. */
    public sealed interface Move {
        /** Record it; from now on this is known. */
        record To(TransactionStatus next) implements Move {}

        /** Schedule the next question, or call a person when the schedule is used up. */
        record CheckAgain() implements Move {}

        /** Change nothing, for this reason. */
        record Ignore(String reason) implements Move {}
    }

    private TransactionTable() {}

    /** What this news does to a transaction of this kind of which so much is known. */
    public static Move cell(Kind kind, TransactionStatus known, News news) {
        return switch (known) {
            case INITIATED ->
                switch (news) {
                    case SUCCEEDED -> to(TransactionStatus.SUCCEEDED);
                    case DECLINED -> to(afterRefusal(kind));
                    case NOT_SENT -> to(TransactionStatus.ERRORED);
                    case UNKNOWN -> to(TransactionStatus.UNKNOWN);
                };
            case UNKNOWN ->
                switch (news) {
                    case SUCCEEDED -> to(TransactionStatus.SUCCEEDED);
                    case DECLINED -> to(afterRefusal(kind));
                    case NOT_SENT -> to(TransactionStatus.ERRORED);
                    case UNKNOWN -> new Move.CheckAgain();
                };
            case MANUAL_REVIEW ->
                switch (news) {
                    case SUCCEEDED -> to(TransactionStatus.SUCCEEDED);
                    case DECLINED -> refusalUnderReview(kind);
                    case NOT_SENT -> to(TransactionStatus.ERRORED);
                    case UNKNOWN -> ignore("a person is looking at it already");
                };
            case SUCCEEDED -> afterSuccess(news);
            case DECLINED -> afterDecline(news);
            case ERRORED -> afterError(news);
        };
    }

    private static Move afterSuccess(News news) {
        return switch (news) {
            case SUCCEEDED -> ignore("it is known to have succeeded");
            case DECLINED, NOT_SENT -> ignore("it succeeded; what the gateway has done, it has done");
            case UNKNOWN -> ignore("it has been answered since");
        };
    }

    private static Move afterDecline(News news) {
        return switch (news) {
            // Money was taken after a no: record it, so that it can be returned. Never drop it.
            case SUCCEEDED -> to(TransactionStatus.SUCCEEDED);
            case DECLINED -> ignore("it is known to be declined");
            case NOT_SENT -> ignore("it was declined; either way nothing was charged");
            case UNKNOWN -> ignore("it has been answered since");
        };
    }

    private static Move afterError(News news) {
        return switch (news) {
            // Money was taken after "provably never sent": the proof was wrong, the money is real.
            case SUCCEEDED -> to(TransactionStatus.SUCCEEDED);
            case DECLINED -> ignore("it was settled as never sent; either way nothing happened");
            case NOT_SENT -> ignore("it is known never to have been sent");
            case UNKNOWN -> ignore("it has been settled since");
        };
    }

    /** A refused void leaves the customer's money blocked, and asking again would be refused again. */
    private static TransactionStatus afterRefusal(Kind kind) {
        return switch (kind) {
            case VOID -> TransactionStatus.MANUAL_REVIEW;
            case AUTHORIZE, CAPTURE, REFUND -> TransactionStatus.DECLINED;
        };
    }

    private static Move refusalUnderReview(Kind kind) {
        TransactionStatus next = afterRefusal(kind);
        return next == TransactionStatus.MANUAL_REVIEW ? ignore("a person is looking at it already") : to(next);
    }

    private static Move to(TransactionStatus next) {
        return new Move.To(next);
    }

    private static Move ignore(String reason) {
        return new Move.Ignore(reason);
    }
}
