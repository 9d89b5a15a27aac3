package waybill.engine.postgres;

import org.junit.jupiter.api.Nested;
import waybill.testkit.engine.CommandRunnerContract;
import waybill.testkit.engine.IdempotencyContract;
import waybill.testkit.engine.NewsContract;
import waybill.testkit.engine.NewsOrderContract;
import waybill.testkit.engine.OutageContract;
import waybill.testkit.engine.ParkedContract;
import waybill.testkit.engine.RacingRunnersContract;
import waybill.testkit.engine.SharedRowsContract;
import waybill.testkit.engine.StoreUnderTest;

/** The contracts of the command runner, on PostgreSQL. */
final class PostgresRunnerTest {
    @Nested
    final class Commands extends CommandRunnerContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return PostgresUnderTest.empty();
        }
    }

    @Nested
    final class Idempotency extends IdempotencyContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return PostgresUnderTest.empty();
        }
    }

    @Nested
    final class Races extends RacingRunnersContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return PostgresUnderTest.empty();
        }
    }

    @Nested
    final class SharedRows extends SharedRowsContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return PostgresUnderTest.empty();
        }
    }

    @Nested
    final class Outages extends OutageContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return PostgresUnderTest.empty();
        }
    }

    @Nested
    final class News extends NewsContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return PostgresUnderTest.empty();
        }
    }

    @Nested
    final class NewsOrder extends NewsOrderContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return PostgresUnderTest.empty();
        }
    }

    @Nested
    final class ParkedNews extends ParkedContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return PostgresUnderTest.empty();
        }
    }
}
