package waybill.simulation.planted;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import waybill.engine.core.log.Batch;
import waybill.engine.core.log.Deadline;
import waybill.engine.core.log.EventStore;
import waybill.engine.core.log.KeyEntry;
import waybill.engine.core.log.KeyId;
import waybill.engine.core.log.Recorded;
import waybill.engine.core.log.StoreFault;
import waybill.simulation.shop.Machinery;
import waybill.simulation.shop.OtherStore;

/** Stores that do not keep one of their promises. */
final class BrokenStores {
    static final List<Planted> ALL = List.of(
            store("checkpoint committed before its effect", "I", CheckpointBefore::new),
            store("checkpoint committed after its effect", "I10", CheckpointAfter::new),
            store("key stored before the effect", "I11", KeyBefore::new),
            store("key stored after the effect", "I8", KeyAfter::new),
            store("effect without a key", "I8", NoKeys::new),
            store("keys forgotten at restart", "I8", ForgottenKeys::new),
            store("deadlines forgotten at restart", "I7", ForgottenDeadlines::new),
            store("no version check: the last writer wins", "I", LastWriterWins::new),
            store("acknowledged before it is durable", "I", NotDurable::new));

    private BrokenStores() {}

    /** A store before the real one. */
    private interface Plant {
        <S, E, B> EventStore<S, E, B> before(Machinery.Home home, EventStore<S, E, B> real);
    }

    private static Planted store(String name, String found, Plant plant) {
        return Planted.machine(name, found, () -> new Machinery() {
            @Override
            public <S, E, B> EventStore<S, E, B> store(Home home, EventStore<S, E, B> real) {
                return plant.before(home, real);
            }
        });
    }

    private static final class CheckpointBefore<S, E, B> extends OtherStore<S, E, B> {
        CheckpointBefore(Machinery.Home home, EventStore<S, E, B> real) {
            super(real);
        }

        @Override
        protected List<Recorded<E>> commit(Unit<S, E, B> unit, Batch<S, E, B> batch) {
            if (!batch.checkpoints().isEmpty()) {
                unit.commit(Batches.only(batch, batch.checkpoints()));
            }
            return unit.commit(Batches.withoutCheckpoints(batch));
        }
    }

    private static final class CheckpointAfter<S, E, B> extends OtherStore<S, E, B> {
        CheckpointAfter(Machinery.Home home, EventStore<S, E, B> real) {
            super(real);
        }

        @Override
        protected List<Recorded<E>> commit(Unit<S, E, B> unit, Batch<S, E, B> batch) {
            List<Recorded<E>> recorded = unit.commit(Batches.withoutCheckpoints(batch));
            if (!batch.checkpoints().isEmpty()) {
                unit.commit(Batches.only(batch, batch.checkpoints()));
            }
            return recorded;
        }
    }

    private static final class KeyBefore<S, E, B> extends OtherStore<S, E, B> {
        KeyBefore(Machinery.Home home, EventStore<S, E, B> real) {
            super(real);
        }

        @Override
        protected List<Recorded<E>> commit(Unit<S, E, B> unit, Batch<S, E, B> batch) {
            if (!batch.keys().isEmpty()) {
                unit.commit(Batches.onlyKeys(batch, batch.keys()));
            }
            return unit.commit(Batches.withKeys(batch, List.of()));
        }
    }

    private static final class KeyAfter<S, E, B> extends OtherStore<S, E, B> {
        KeyAfter(Machinery.Home home, EventStore<S, E, B> real) {
            super(real);
        }

        @Override
        protected List<Recorded<E>> commit(Unit<S, E, B> unit, Batch<S, E, B> batch) {
            List<Recorded<E>> recorded = unit.commit(Batches.withKeys(batch, List.of()));
            if (!batch.keys().isEmpty()) {
                unit.commit(Batches.onlyKeys(batch, batch.keys()));
            }
            return recorded;
        }
    }

    private static final class NoKeys<S, E, B> extends OtherStore<S, E, B> {
        NoKeys(Machinery.Home home, EventStore<S, E, B> real) {
            super(real);
        }

        @Override
        protected List<Recorded<E>> commit(Unit<S, E, B> unit, Batch<S, E, B> batch) {
            return unit.commit(Batches.withKeys(batch, List.of()));
        }
    }

    private static final class ForgottenKeys<S, E, B> extends OtherStore<S, E, B> {
        private final Set<KeyId> mine = new HashSet<>();

        ForgottenKeys(Machinery.Home home, EventStore<S, E, B> real) {
            super(real);
        }

        @Override
        public Map<KeyId, KeyEntry> keys(Collection<KeyId> wanted) {
            return super.keys(wanted.stream().filter(mine::contains).toList());
        }

        @Override
        protected List<Recorded<E>> commit(Unit<S, E, B> unit, Batch<S, E, B> batch) {
            Set<KeyId> there =
                    super.keys(batch.keys().stream().map(KeyEntry::id).toList()).keySet();
            List<KeyEntry> fresh = batch.keys().stream()
                    .filter(key -> !there.contains(key.id()))
                    .toList();
            List<Recorded<E>> recorded = unit.commit(Batches.withKeys(batch, fresh));
            batch.keys().forEach(key -> mine.add(key.id()));
            return recorded;
        }
    }

    private static final class ForgottenDeadlines<S, E, B> extends OtherStore<S, E, B> {
        private final Set<Deadline> mine = new HashSet<>();

        ForgottenDeadlines(Machinery.Home home, EventStore<S, E, B> real) {
            super(real);
        }

        @Override
        public List<Deadline> due(Instant now, int limit) {
            return super.due(now, limit).stream().filter(mine::contains).toList();
        }

        @Override
        protected List<Recorded<E>> commit(Unit<S, E, B> unit, Batch<S, E, B> batch) {
            List<Recorded<E>> recorded = unit.commit(batch);
            mine.addAll(batch.deadlinesSet());
            return recorded;
        }
    }

    private static final class LastWriterWins<S, E, B> extends OtherStore<S, E, B> {
        LastWriterWins(Machinery.Home home, EventStore<S, E, B> real) {
            super(real);
        }

        @Override
        protected List<Recorded<E>> commit(Unit<S, E, B> unit, Batch<S, E, B> batch) {
            try {
                return unit.commit(batch);
            } catch (StoreFault.Conflict lost) {
                return unit.commit(Batches.anyway(batch, load(Batches.streams(batch))));
            }
        }
    }

    private static final class NotDurable<S, E, B> extends OtherStore<S, E, B> {
        private final Machinery.Home home;

        NotDurable(Machinery.Home home, EventStore<S, E, B> real) {
            super(real);
            this.home = home;
        }

        @Override
        protected List<Recorded<E>> commit(Unit<S, E, B> unit, Batch<S, E, B> batch) {
            return home.shop().world().goesWrong(10) ? List.of() : unit.commit(batch);
        }
    }
}
