package waybill.bench;

import java.time.Duration;
import java.util.List;

/** What to run and how long: each scenario is warmed up, then measured. */
record Plan(Duration warmUp, Duration measured, int products, List<Scenario> scenarios) {}
