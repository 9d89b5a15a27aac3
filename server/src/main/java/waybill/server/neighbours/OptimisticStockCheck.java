package waybill.server.neighbours;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import waybill.engine.core.resilience.Result;
import waybill.order.service.StockCheck;

/** Looks at the stock as long as a waiting customer is worth it; after that the optimistic answer is given. */
final class OptimisticStockCheck implements StockCheck {
    private static final Logger LOG = LoggerFactory.getLogger(OptimisticStockCheck.class);

    private final StockQuestion question;
    private final Duration time;

    OptimisticStockCheck(StockQuestion question, Duration time) {
        this.question = question;
        this.time = time;
    }

    @Override
    public Look look(Map<String, Integer> quantities, @Nullable String traceparent) {
        try {
            return switch (question.ask(quantities, traceparent, time)) {
                case Result.Answered<List<Shortfall>>(List<Shortfall> shortages) -> new Look(shortages, Source.LIVE);
                // The breaker has said so when it opened; every order saying it again would only fill the log.
                case Result.Refused<List<Shortfall>> _ -> Look.UNKNOWN;
                case Result.Full<List<Shortfall>> _ -> unknown("too many are asking");
                case Result.TooLate<List<Shortfall>> _ -> unknown("there was no time");
                case Result.Unreachable<List<Shortfall>>(Exception cause) -> unknown(cause.toString());
                case Result.Ambiguous<List<Shortfall>>(var _, Exception cause) -> unknown(cause.toString());
            };
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Look.UNKNOWN;
        }
    }

    private static Look unknown(String why) {
        LOG.atWarn()
                .addKeyValue("event", "stock-unverified")
                .log("Inventory could not be asked; the order is accepted unverified: {}", why);
        return Look.UNKNOWN;
    }
}
