package waybill.engine.http.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A body that can be sent once. The JDK's client sends a GET a second time, without saying so, when a connection breaks
 * before the answer; before it writes a head it asks for the length of the body, and here it gets none.
 */
final class SentOnce implements BodyPublisher {
    private final BodyPublisher body;
    private final int length;
    private final AtomicInteger told = new AtomicInteger();

    SentOnce(byte[] body) {
        this.body = BodyPublishers.ofByteArray(body);
        this.length = body.length;
    }

    @Override
    public long contentLength() {
        if (told.incrementAndGet() > 1) {
            throw new IllegalStateException("this was sent before");
        }
        return length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(subscriber);
    }

    /** Whether a connection was there and the head was about to be written. */
    boolean isTold() {
        return told.get() > 0;
    }

    /** Whether it was to be sent a second time, which did not happen. */
    boolean isToldTwice() {
        return told.get() > 1;
    }
}
