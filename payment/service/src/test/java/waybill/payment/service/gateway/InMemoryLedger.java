package waybill.payment.service.gateway;

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

    @Override
    public List<SandboxEntry> record(List<SandboxEntry> entries) {
        return entries.stream()
                .map(entry -> Optional.ofNullable(books.putIfAbsent(entry.key(), entry))
                        .orElse(entry))
                .toList();
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
                .filter(entry -> after.isEmpty()
                        || entry.key().value().compareTo(after.get().value()) > 0)
                .limit(limit)
                .toList();
    }
}
