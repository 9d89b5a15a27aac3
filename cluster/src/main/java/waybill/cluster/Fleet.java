package waybill.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import waybill.cluster.processes.Keeper;
import waybill.cluster.processes.NotStarted;
import waybill.cluster.services.Readiness;
import waybill.cluster.services.Replica;
import waybill.cluster.services.Service;

/** The processes of the services. */
record Fleet(List<Member> members) {
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /**
     * One of them.
     *
     * @param log what it says
     */
    record Member(Replica replica, Keeper keeper, Path log) {}

    /** Those who ask others while a customer waits. */
    List<Keeper> asking() {
        return keepers(true);
    }

    /** Those who are asked. */
    List<Keeper> asked() {
        return keepers(false);
    }

    private List<Keeper> keepers(boolean ask) {
        return members.stream()
                .filter(member -> ask == (member.replica().service() == Service.ORDER))
                .map(Member::keeper)
                .toList();
    }

    /** PostgreSQL has another port now, which they are told at their start. */
    void endByForce() {
        members.forEach(member -> member.keeper().endByForce());
    }

    /**
     * Waits until each of them is ready, and the gateway has noticed.
     *
     * @param gateway the port where the gateway says so
     */
    void awaitReady(int gateway) throws NotStarted, InterruptedException {
        long giveUp = System.nanoTime() + READY_WITHIN.toNanos();
        try (Readiness readiness = new Readiness()) {
            for (Member member : members) {
                while (!readiness.isReady(member.replica().port())) {
                    mustNotHaveEnded(member);
                    lookAgain(member.replica().name(), giveUp);
                }
            }
            while (!readiness.isReady(gateway)) {
                lookAgain("the gateway", giveUp);
            }
        }
    }

    private static void mustNotHaveEnded(Member member) throws NotStarted {
        if (member.keeper().endings() > 0) {
            throw new NotStarted(
                    "%s ended before it was ready: %s (%s)"
                            .formatted(member.replica().name(), lastLine(member.log()), member.log()),
                    null);
        }
    }

    private static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "it said nothing" : lines.getLast();
        } catch (IOException unreadable) {
            return "its log cannot be read";
        }
    }

    private static void lookAgain(String name, long giveUp) throws NotStarted, InterruptedException {
        if (System.nanoTime() > giveUp) {
            throw new NotStarted(name + " was not ready within " + READY_WITHIN.toMinutes() + " minutes.", null);
        }
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
