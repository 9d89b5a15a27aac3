package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import waybill.testkit.engine.purse.PurseCodec;

final class InMemoryEventStoreTest {
    @Nested
    final class Streams extends EventStoreContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return new MemoryUnderTest();
        }
    }

    @Nested
    final class Books extends BookkeepingContract {
        @Override
        protected StoreUnderTest emptyStore() {
            return new MemoryUnderTest();
        }
    }

    @Test
    void an_event_that_cannot_be_written_takes_its_batch_with_it() {
        var store = new MemoryUnderTest().store();

        assertThatThrownBy(() -> new Writing()
                        .put(EventStoreContract.ANN, 1, 1)
                        .put(EventStoreContract.BEN, 1, PurseCodec.UNWRITABLE)
                        .to(store))
                .isInstanceOf(IllegalStateException.class);

        assertThat(store.heads()).containsOnly(0);
        assertThat(store.load(List.of(EventStoreContract.ANN.name()))).isEmpty();
    }
}
