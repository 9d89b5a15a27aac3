package waybill.order.service.persons;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** As if everybody had been forgotten: for those who read events and need nothing of what is sealed in them. */
final class NoKeys implements PersonKeys {
    @Override
    public List<Kept> living(List<Kept> fresh, String masterKey) {
        throw new UnsupportedOperationException("nothing is sealed here");
    }

    @Override
    public List<Kept> byId(Collection<String> ids) {
        return ids.stream().map(id -> new Kept(id, "", null)).toList();
    }

    @Override
    public Optional<Instant> destroy(String customer, Cause cause, Instant madeBefore) {
        throw new UnsupportedOperationException("nobody is forgotten here");
    }

    @Override
    public List<Destroyed> destroyedAfter(Instant moment) {
        return List.of();
    }

    @Override
    public Instant lastDestroyed() {
        return Instant.EPOCH;
    }

    @Override
    public Optional<String> masterKey() {
        return Optional.empty();
    }

    @Override
    public String beginWith(String masterKey) {
        return masterKey;
    }
}
