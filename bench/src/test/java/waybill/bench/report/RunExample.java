package waybill.bench.report;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import waybill.bench.Scenario;
import waybill.bench.host.Usage;
import waybill.bench.load.Tally;

/** A run of two seconds over 64 connections, told in what came of it. */
final class RunExample implements Scenario {
    private final String key;
    private final Tally tally = new Tally();

    private RunExample(String key) {
        this.key = key;
    }

    static RunExample of(String key) {
        return new RunExample(key);
    }

    RunExample confirmed(int orders, int millis) {
        for (int i = 0; i < orders; i++) {
            tally.confirmed(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        return this;
    }

    RunExample answered(int status) {
        tally.answered(status, TimeUnit.MILLISECONDS.toNanos(1));
        return this;
    }

    RunExample noted(String what, long times) {
        tally.note(what, times);
        return this;
    }

    RunExample failed(String why) {
        tally.failed(why);
        return this;
    }

    Result result() {
        return result(null);
    }

    Result result(@Nullable Usage usage) {
        return Result.of(this, Duration.ofSeconds(2), tally, usage);
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String name() {
        return key;
    }

    @Override
    public int connections() {
        return 64;
    }

    @Override
    public Duration run(InetSocketAddress server, String run, Duration length, Tally into) {
        throw new UnsupportedOperationException("it has already run");
    }
}
