package waybill.server;

import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Closes everything, the last opened first, whatever any of it throws. */
final class CloseAll {
    private CloseAll() {}

    /** Empties the stack; the first failure is thrown at the end, the others go with it. */
    static void of(Deque<Runnable> running) {
        @Nullable RuntimeException first = null;
        while (!running.isEmpty()) {
            try {
                running.pop().run();
            } catch (RuntimeException failed) {
                if (first == null) {
                    first = failed;
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
