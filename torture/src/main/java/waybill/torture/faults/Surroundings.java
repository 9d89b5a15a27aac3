package waybill.torture.faults;

import java.util.SplittableRandom;
import waybill.torture.load.Load;
import waybill.torture.wire.FaultProxy;
import waybill.torture.wire.Weather;

/** Faults of what is around the processes: the network of the clients, the payment gateway, and what they ask for. */
final class Surroundings {
    private static final int DELAY_MILLIS_MIN = 20;
    private static final int DELAY_MILLIS_MAX = 400;

    private final FaultProxy proxy;
    private final Load load;

    Surroundings(FaultProxy proxy, Load load) {
        this.proxy = proxy;
        this.load = load;
    }

    Strike strike(Stroke stroke) {
        String length = " for " + stroke.length().toMillis() + " ms";
        return switch (stroke.fault()) {
            case CUT ->
                network("nobody gets through" + length, () -> {
                    proxy.setWeather(Weather.CUT);
                    proxy.cut();
                });
            case DELAY -> {
                int delay = new SplittableRandom(stroke.dice()).nextInt(DELAY_MILLIS_MIN, DELAY_MILLIS_MAX);
                yield network("up to " + delay + " ms each way" + length, () -> proxy.setWeather(Weather.slow(delay)));
            }
            case LOST_ANSWERS -> network("no answer gets through" + length, () -> proxy.setWeather(Weather.DEAF));
            case CHAOS ->
                new Strike("X-Chaos" + length, () -> load.setChaos(true), () -> load.setChaos(false), () -> true);
            case GATEWAY ->
                new Strike("storm" + length, () -> load.setStorm(true), () -> load.setStorm(false), () -> true);
            case KILL, PAUSE, RESTART, POSTGRES, BROKER ->
                throw new IllegalArgumentException("not a fault of the surroundings: " + stroke);
        };
    }

    private Strike network(String what, Runnable begin) {
        return new Strike(what, begin, () -> proxy.setWeather(Weather.FAIR), () -> true);
    }

    /** Whatever was, it is over. */
    void calm() {
        proxy.setWeather(Weather.FAIR);
        load.setChaos(false);
        load.setStorm(false);
    }
}
