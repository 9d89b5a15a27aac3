package waybill.payment.service.gateway;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import waybill.kernel.TransactionId;

/** The sandbox's books as long as a test lasts. */
final class InMemoryLedger implements SandboxLedger {
    private final Map<TransactionId, SandboxEntry> books =
            new ConcurrentSkipListMap<>(Comparator.comparing(TransactionId::value));

    private final InstantSource clock;

    /** Nothing is too late for it that was committed at the usual time. */
    InMemoryLedger() {
        this(InstantSource.fixed(GatewayExamples.AT));
    }

    InMemoryLedger(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<Optional<SandboxEntry>> record(List<SandboxBooking> bookings) {
        return bookings.stream().map(this::record).toList();
    }

    private Optional<SandboxEntry> record(SandboxBooking booking) {
        SandboxEntry entry = booking.entry();
        return Optional.ofNullable(
                booking.isTooLate(clock.instant())
                        ? books.get(entry.key())
                        : books.computeIfAbsent(entry.key(), _ -> entry));
    }

    @Override
    public Optional<SandboxEntry> find(TransactionId key) {
        return Optional.ofNullable(books.get(key));
    }

    @Override
    public List<SandboxEntry> about(TransactionId authorization) {
        return books.values().stream()
                .filter(entry -> entry.key().equals(authorization) || authorization.equals(entry.authorization()))
                .toList();
    }

    @Override
    public List<SandboxEntry> list(Optional<TransactionId> after, int limit) {
        return books.values().stream()
                .filter(entry -> !entry.isClosed())
                .filter(entry -> after.isEmpty()
                        || entry.key().value().compareTo(after.get().value()) > 0)
                .limit(limit)
                .toList();
    }
}
