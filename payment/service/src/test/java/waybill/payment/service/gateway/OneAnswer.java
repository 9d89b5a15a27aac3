package waybill.payment.service.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import waybill.kernel.TransactionId;

/** A gateway that says or does the same whatever it is asked, and notes how patient its callers are. */
record OneAnswer(Said said, List<Duration> patience) implements Gateway {
    /** What it says; null when it knows of nothing. */
    interface Said {
        @Nullable
        GatewayAnswer get() throws Throwable;
    }

    @Override
    public GatewayAnswer authorize(GatewayRequest.Authorization request, Duration howLong)
            throws IOException, InterruptedException {
        patience.add(howLong);
        return find(request.key(), howLong).orElseThrow();
    }

    @Override
    public GatewayAnswer reverse(GatewayRequest.Reversal request, Duration howLong)
            throws IOException, InterruptedException {
        return find(request.key(), howLong).orElseThrow();
    }

    @Override
    public Optional<GatewayAnswer> find(TransactionId key, Duration howLong) throws IOException, InterruptedException {
        try {
            return Optional.ofNullable(said.get());
        } catch (IOException | InterruptedException | RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable other) {
            throw new AssertionError(other);
        }
    }
}
