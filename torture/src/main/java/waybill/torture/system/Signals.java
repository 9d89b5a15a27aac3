package waybill.torture.system;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals to processes that we started. */
public final class Signals {
    private static final long SECONDS_MAX = 10;

    private Signals() {}

    /** Whether there is such a process. */
    static boolean reaches(long pid) {
        return pid > 1 && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** {@code kill -9}. */
    public static void kill(Member member) {
        send("KILL", member);
    }

    /** Ends it in order. */
    public static void end(Member member) {
        send("TERM", member);
    }

    /** Lets it do nothing more until {@link #proceed}. */
    public static void pause(Member member) {
        send("STOP", member);
    }

    /** Lets it go on. */
    public static void proceed(Member member) {
        send("CONT", member);
    }

    /**
     * PostgreSQL's immediate stop: no checkpoint, every session cut off. A JVM only tells what its threads are doing.
     */
    public static void quit(Member member) {
        send("QUIT", member);
    }

    /** A process that has ended meanwhile gets nothing, and that is all right. */
    private static void send(String signal, Member member) {
        if (member.pid() <= 1) {
            throw new IllegalArgumentException("no process of ours: " + member);
        }
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(member.pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IllegalStateException("kill -" + signal + " " + member.pid() + " does not end");
            }
        } catch (IOException failure) {
            throw new IllegalStateException("There is no program kill on this machine.", failure);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
