package waybill.bench.report;

import java.time.Duration;

/** From the start of the process to readiness, in milliseconds: on an empty directory, and on the data of the run. */
public record StartUp(long coldMillis, long existingDataMillis) {
    /** Takes both times. */
    public static StartUp of(Duration cold, Duration existingData) {
        return new StartUp(cold.toMillis(), existingData.toMillis());
    }
}
