package waybill.payment.domain;

import static waybill.payment.domain.PaymentExamples.AMOUNT;
import static waybill.payment.domain.PaymentExamples.AT;
import static waybill.payment.domain.PaymentExamples.LATE;
import static waybill.payment.domain.PaymentExamples.ORDER;
import static waybill.payment.domain.PaymentExamples.TOKEN;
import static waybill.payment.domain.PaymentExamples.payment;
import static waybill.payment.domain.PaymentExamples.transaction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import waybill.kernel.Decision;
import waybill.kernel.PaymentId;
import waybill.kernel.TransactionId;
import waybill.payment.domain.PaymentCommand.Authorize;
import waybill.payment.domain.PaymentCommand.NoteOutcome;
import waybill.payment.domain.PaymentCommand.VoidPayment;

/**
 * A random life of one order's payments. An honest gateway, once it has given a definite answer about a transaction,
 * repeats that answer or is silent; a lying one says anything at any time.
 */
final class PaymentWalk {
    private static final int STEPS = 40;
    private static final long[] PAUSES_MS = {0, 0, 1, 1_000, 5_000, 15_000, 40_000, 3_600_000, 86_400_000};

    /** One command of the walk, with the payments before and after it. */
    record Step(
            Payments before, PaymentCommand command, Decision<PaymentEvent, PaymentRefusal> decision, Payments after) {}

    private final PaymentDecider decider = new PaymentDecider();
    private final Map<TransactionId, Outcome> answers = new HashMap<>();
    private final List<PaymentEvent> history = new ArrayList<>();
    private final Random random;
    private final boolean honest;
    private Payments now = Payments.NONE;
    private Instant clock = AT;
    private long begun;

    private PaymentWalk(long seed, boolean honest) {
        this.random = new Random(seed);
        this.honest = honest;
    }

    static List<Step> honest(long seed) {
        return new PaymentWalk(seed, true).walk();
    }

    static List<Step> lying(long seed) {
        return new PaymentWalk(seed, false).walk();
    }

    private List<Step> walk() {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            clock = clock.plusMillis(PAUSES_MS[random.nextInt(PAUSES_MS.length)]);
            steps.add(step(command()));
        }
        return steps;
    }

    private Step step(PaymentCommand command) {
        Payments before = now;
        Decision<PaymentEvent, PaymentRefusal> decision = decider.decide(before, command);
        if (decision instanceof Decision.Accepted<PaymentEvent, PaymentRefusal>(var events)) {
            history.addAll(events);
            for (PaymentEvent event : events) {
                now = decider.evolve(now, event);
            }
        }
        return new Step(before, command, decision, now);
    }

    private PaymentCommand command() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> authorize();
            case 2, 3 -> new VoidPayment(ORDER, anyPayment(), transaction(++begun), LATE, clock);
            default -> {
                TransactionId about = transaction(anyNumber());
                yield new NoteOutcome(ORDER, about, answer(about), clock);
            }
        };
    }

    /** One that has begun; one that never has, before the first. */
    private PaymentId anyPayment() {
        List<Payment> known = now.all();
        return known.isEmpty()
                ? payment(1)
                : known.get(random.nextInt(known.size())).id();
    }

    /** The payment carries the number of the transaction that begins it. */
    private Authorize authorize() {
        begun++;
        return new Authorize(ORDER, random.nextInt(4), payment(begun), transaction(begun), AMOUNT, TOKEN, clock);
    }

    /** Mostly something that has begun lately, sometimes something that never has. */
    private long anyNumber() {
        return Math.max(1, begun - random.nextInt(4) + random.nextInt(2));
    }

    private Outcome answer(TransactionId about) {
        Outcome any = anyAnswer();
        boolean definite = switch (any) {
            case Outcome.Succeeded _, Outcome.Declined _, Outcome.Errored _ -> true;
            case Outcome.Unknown _, Outcome.NotFound _ -> false;
        };
        if (!honest || !(definite || any instanceof Outcome.NotFound)) {
            return any;
        }
        Outcome truth = definite ? any : new Outcome.Errored("NOT_FOUND");
        Outcome said = answers.putIfAbsent(about, truth);
        return said == null ? any : said;
    }

    private Outcome anyAnswer() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> PaymentExamples.ok();
            case 3 -> PaymentExamples.no();
            case 4 -> PaymentExamples.unsent();
            case 5 -> PaymentExamples.notFound();
            default -> PaymentExamples.silence();
        };
    }
}
