package waybill.payment.service.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;

/** A process that stands still for a while, before a call is made or before an attempt of it, and its clock. */
final class StoppedThreads implements CallThreads, InstantSource {
    private final int moment;
    private final Duration time;
    private Instant now;

    StoppedThreads(Instant now, int moment, Duration time) {
        this.now = now;
        this.moment = moment;
        this.time = time;
    }

    @Override
    public void call(Runnable call) {
        stand(0);
        call.run();
    }

    @Override
    public <T> T attempt(Duration patience, Callable<T> attempt) throws Exception {
        stand(1);
        return attempt.call();
    }

    private void stand(int where) {
        if (where == moment) {
            now = now.plus(time);
        }
    }

    @Override
    public Instant instant() {
        return now;
    }
}
