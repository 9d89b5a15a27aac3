package waybill.testkit.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.NewEvent;
import waybill.engine.core.log.NewsRecord;
import waybill.engine.core.log.ParkedNews;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.parked.NewsPlace;
import waybill.engine.core.parked.Parked;
import waybill.engine.core.parked.ParkingLot;
import waybill.engine.core.parked.Parkings;
import waybill.testkit.engine.purse.Pot;
import waybill.testkit.engine.purse.Purse;
import waybill.testkit.engine.purse.PurseCodec;
import waybill.testkit.engine.purse.PurseEvent;

/** A store that says yes to everything and remembers nothing. Not a test: only {@link ForgetfulStoreTest} runs it. */
final class ForgetfulStore implements EventStore<Purse, PurseEvent, Pot> {
    static final class UnderContracts {
        @Nested
        final class Streams extends EventStoreContract {
            @Override
            protected StoreUnderTest emptyStore() {
                return new UnderTest();
            }
        }

        @Nested
        final class Books extends BookkeepingContract {
            @Override
            protected StoreUnderTest emptyStore() {
                return new UnderTest();
            }
        }
    }

    private static final class UnderTest implements StoreUnderTest {
        @Override
        public EventStore<Purse, PurseEvent, Pot> store() {
            return new ForgetfulStore();
        }

        @Override
        public EventStore<Purse, PurseEvent, Pot> replica() {
            return new ForgetfulStore();
        }

        @Override
        public List<NewsRecord> ignored() {
            return List.of();
        }

        @Override
        public List<ParkedNews> parked() {
            return List.of();
        }
    }

    @Override
    public int shards() {
        return 6;
    }

    @Override
    public Map<String, List<Recorded<PurseEvent>>> load(Collection<String> streams) {
        return Map.of();
    }

    @Override
    public Map<KeyId, KeyEntry> keys(Collection<KeyId> keys) {
        return Map.of();
    }

    @Override
    public Unit<Purse, PurseEvent, Pot> begin(SortedSet<String> sharedKeys) {
        return new Unit<>() {
            @Override
            public Map<String, Pot> shared() {
                return Map.of();
            }

            @Override
            public List<Recorded<PurseEvent>> commit(Batch<Purse, PurseEvent, Pot> batch) {
                return asIfRecorded(batch);
            }

            @Override
            public void close() {}
        };
    }

    private List<Recorded<PurseEvent>> asIfRecorded(Batch<Purse, PurseEvent, Pot> batch) {
        List<Recorded<PurseEvent>> recorded = new ArrayList<>();
        for (NewEvent<PurseEvent> event : batch.events()) {
            recorded.add(new Recorded<>(
                    event.stream().shard(shards()),
                    recorded.size() + 1L,
                    event.stream(),
                    event.version(),
                    new PurseCodec().type(event.event()),
                    event.event(),
                    event.meta(),
                    batch.at()));
        }
        return recorded;
    }

    @Override
    public List<Recorded<PurseEvent>> read(int shard, long after, int limit) {
        return List.of();
    }

    @Override
    public long[] heads() {
        return new long[shards()];
    }

    @Override
    public long[] checkpoints(String source) {
        return new long[shards()];
    }

    @Override
    public int countTry(String source, int shard, long position) {
        return 1;
    }

    @Override
    public Parkings parkings() {
        return new Parkings(Collections.nCopies(shards(), 0L), Set.of());
    }

    @Override
    public ParkingLot parkingLot() {
        return new ParkingLot() {
            @Override
            public List<Parked> list(@Nullable String subject, long after, int limit) {
                return List.of();
            }

            @Override
            public Optional<Parked> find(NewsPlace place) {
                return Optional.empty();
            }

            @Override
            public long size() {
                return 0;
            }

            @Override
            public void tried(NewsPlace place, String error) {}
        };
    }

    @Override
    public int forget(Instant keysBefore, Instant ignoredBefore, int max) {
        return 0;
    }

    @Override
    public List<Deadline> due(Instant now, int limit) {
        return List.of();
    }
}
