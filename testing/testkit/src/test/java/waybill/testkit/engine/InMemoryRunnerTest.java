package waybill.testkit.engine;

import org.junit.jupiter.api.Nested;

/** The contracts of the command runner, on the store in memory. */
final class InMemoryRunnerTest {
    @Nested
    final class Commands extends CommandRunnerContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return new MemoryUnderTest();
        }
    }

    @Nested
    final class Idempotency extends IdempotencyContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return new MemoryUnderTest();
        }
    }

    @Nested
    final class Races extends RacingRunnersContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return new MemoryUnderTest();
        }
    }

    @Nested
    final class SharedRows extends SharedRowsContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return new MemoryUnderTest();
        }
    }

    @Nested
    final class Outages extends OutageContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return new MemoryUnderTest();
        }
    }

    @Nested
    final class News extends NewsContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return new MemoryUnderTest();
        }
    }

    @Nested
    final class NewsOrder extends NewsOrderContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return new MemoryUnderTest();
        }
    }

    @Nested
    final class ParkedNews extends ParkedContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return new MemoryUnderTest();
        }
    }
}
