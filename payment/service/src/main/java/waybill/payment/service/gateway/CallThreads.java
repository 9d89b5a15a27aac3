package waybill.payment.service.gateway;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadFactory;
import waybill.engine.core.resilience.OwnThread;

/** On which threads the gateway is called. */
public interface CallThreads {
    /** Makes a call, soon. */
    void call(Runnable call);

    /** Makes one attempt of a call, now, and gives it up after this time; throws what it throws. */
    <T> T attempt(Duration patience, Callable<T> attempt) throws Exception;

    /** Each call on a virtual thread of its own, and each attempt on another, which can be left to itself. */
    static CallThreads ofTheirOwn() {
        ThreadFactory threads = Thread.ofVirtual().name("gateway-", 0).factory();
        OwnThread attempts = new OwnThread("gateway-call");
        return new CallThreads() {
            @Override
            public void call(Runnable call) {
                threads.newThread(call).start();
            }

            @Override
            public <T> T attempt(Duration patience, Callable<T> attempt) throws Exception {
                return attempts.within(patience, attempt);
            }
        };
    }
}
