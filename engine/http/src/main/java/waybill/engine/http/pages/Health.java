package waybill.engine.http.pages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether the process can do its work: each check belongs to a service, is asked at the same time as the others, and is
 * down if it has not answered after two seconds. A breaker that is open is no check: it is doing its work.
 */
public final class Health {
    /** Looks at one thing that the service cannot work without. */
    @FunctionalInterface
    public interface Probe {
        /** Whether it is well; an exception means that it is not. */
        boolean isWell() throws Exception;
    }

    /**
     * How one check went.
     *
     * @param service the service it belongs to
     * @param name what was looked at
     * @param status UP or DOWN
     */
    public record Check(String service, String name, String status) {}

    /**
     * How all is.
     *
     * @param status UP if every check is
     * @param services the status of each service
     * @param checks every check
     */
    public record Report(String status, Map<String, String> services, List<Check> checks) {}

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    private final List<String> services = new CopyOnWriteArrayList<>();
    private final List<NamedProbe> probes = new CopyOnWriteArrayList<>();
    private volatile boolean ready;

    private record NamedProbe(String service, String name, Probe probe) {}

    /** Adds a service that runs in this process. */
    public Health service(String service) {
        services.add(service);
        return this;
    }

    /** Adds a check of a service. */
    public Health check(String service, String name, Probe probe) {
        probes.add(new NamedProbe(service, name, probe));
        return this;
    }

    /** The process has started and takes requests. */
    public void started() {
        ready = true;
    }

    /** The process is about to stop and wants no more requests. */
    public void stopping() {
        ready = false;
    }

    /** Whether the process wants requests. */
    public boolean isReady() {
        return ready;
    }

    /** Asks every check now. */
    public Report report() {
        List<FutureTask<Boolean>> asked = new ArrayList<>();
        for (NamedProbe probe : probes) {
            FutureTask<Boolean> task = new FutureTask<>(probe.probe()::isWell);
            Thread.ofVirtual().name("health-" + probe.name()).start(task);
            asked.add(task);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            NamedProbe probe = probes.get(i);
            checks.add(new Check(probe.service(), probe.name(), isWell(asked.get(i), deadline) ? UP : DOWN));
        }
        return summary(checks);
    }

    private Report summary(List<Check> checks) {
        Map<String, String> byService = new LinkedHashMap<>();
        services.forEach(service -> byService.put(service, UP));
        for (Check check : checks) {
            if (check.status().equals(DOWN)) {
                byService.put(check.service(), DOWN);
            }
        }
        return new Report(byService.containsValue(DOWN) ? DOWN : UP, byService, checks);
    }

    private static boolean isWell(FutureTask<Boolean> task, long deadline) {
        try {
            return task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException notWell) {
            task.cancel(true);
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
