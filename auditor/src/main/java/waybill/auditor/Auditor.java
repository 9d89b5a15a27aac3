package waybill.auditor;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import waybill.auditor.walk.Books;
import waybill.auditor.walk.Pass;
import waybill.auditor.walk.Surroundings;
import waybill.auditor.walk.Suspicions;
import waybill.auditor.walk.Sweep;
import waybill.auditor.walk.WholeTables;

/**
 * Verifies the laws of PRODUCT.md §4 from the databases alone. It shares no code with what writes them, changes nothing
 * and waits for nobody; the shop goes on meanwhile.
 */
public final class Auditor {
    private static final int LOOKS_MAX = 12;
    /** What is late is looked at for longer: somebody may just be at it. */
    private static final int LATE = 8;

    private Auditor() {}

    /**
     * Audits everything, once, as fast as it can.
     *
     * @throws waybill.auditor.books.UnreadableBook if a database cannot be read
     */
    public static Report audit(Databases databases, Scope scope) {
        long start = System.nanoTime();
        Suspicions suspicions = new Suspicions();
        try (Books books = new Books(databases)) {
            Pass pass = new Pass(books, scope, suspicions);
            Surroundings around = new Surroundings(books, scope, pass, suspicions);
            walk(pass);
            pass.compareMovements();
            around.compareHearing();
            around.compareDeadlines(scope.again().multipliedBy(LATE));
            new Sweep(books, pass).all();
            new WholeTables(books, pass).compare();
            lookAgain(pass, around, suspicions, scope);
            return new Report(
                    pass.now(),
                    Duration.ofNanos(System.nanoTime() - start),
                    pass.counted(),
                    pass.events(),
                    suspicions.told(),
                    pass.blocked(),
                    pass.moving());
        }
    }

    /** As far as the logs went when it began; whoever writes goes on. */
    private static void walk(Pass pass) {
        long end = pass.ahead();
        boolean more = true;
        while (more && pass.events() < end) {
            more = pass.read();
            while (pass.hasBatch()) {
                pass.judge();
            }
        }
        boolean judging = true;
        while (judging) {
            judging = pass.judge();
        }
    }

    /** Nothing is told that was seen only once. */
    private static void lookAgain(Pass pass, Surroundings around, Suspicions suspicions, Scope scope) {
        for (int looks = 0; looks < LOOKS_MAX && suspicions.isOpen(); looks++) {
            await(scope.again());
            pass.lookAgain();
            around.compareHearing();
            around.compareDeadlines(scope.again().multipliedBy(LATE));
        }
    }

    private static void await(Duration time) {
        try {
            if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
