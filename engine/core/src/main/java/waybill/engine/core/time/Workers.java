package waybill.engine.core.time;

import java.time.Duration;

/**
 * How those who work in an engine get their time: each on a thread of its own and in real time, or one step at a time,
 * by whoever steps them. The second is what makes a simulation of a real engine possible on one thread.
 */
public interface Workers {
    /** As in every process. */
    Workers THREADS = new Workers() {
        @Override
        public Thread begin(String name, Runnable work, Step step) {
            return Thread.ofPlatform().name(name).daemon().start(work);
        }

        @Override
        public Timer every(Duration interval, String name, Runnable work) {
            return new ThreadTimer(interval, name, work);
        }

        @Override
        public Pause resting(Pause real) {
            return real;
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }
    };

    /** A little of the work: what can be done at once. */
    @FunctionalInterface
    interface Step {
        /** Does it; true if there was anything to do. */
        boolean take() throws InterruptedException;
    }

    /** Somebody who does something again and again. */
    interface Timer extends AutoCloseable {
        /** Does it now, too; nothing once it is closed. */
        void now();

        /** Does it no more. */
        @Override
        void close();
    }

    /** Has a worker begin; returns its thread, which never starts if somebody takes its steps instead. */
    Thread begin(String name, Runnable work, Step step);

    /** Has this done every so often. */
    Timer every(Duration interval, String name, Runnable work);

    /** How a worker lets time pass that would do it in this way. */
    Pause resting(Pause real);

    /** How much time has passed since some moment, for those who measure it. */
    long nanos();
}
