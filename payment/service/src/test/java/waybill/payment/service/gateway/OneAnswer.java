package waybill.payment.service.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        return answer();
    }

    @Override
    public GatewayAnswer capture(GatewayRequest.Capture request, Duration howLong)
            throws IOException, InterruptedException {
        return answer();
    }

    @Override
    public GatewayAnswer refund(GatewayRequest.Refund request, Duration howLong)
            throws IOException, InterruptedException {
        return answer();
    }

    @Override
    public GatewayAnswer reverse(GatewayRequest.Reversal request, Duration howLong)
            throws IOException, InterruptedException {
        return answer();
    }

    @Override
    public Optional<GatewayAnswer> find(GatewayQuestion question, Duration howLong)
            throws IOException, InterruptedException {
        return Optional.ofNullable(heard());
    }

    private GatewayAnswer answer() throws IOException, InterruptedException {
        return Objects.requireNonNull(heard());
    }

    private @Nullable GatewayAnswer heard() throws IOException, InterruptedException {
        try {
            return said.get();
        } catch (IOException | InterruptedException | RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable other) {
            throw new AssertionError(other);
        }
    }
}
