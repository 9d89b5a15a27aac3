package waybill.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract of the event store has teeth: a store that forgets everything fails all of it. */
final class ForgetfulStoreTest {
    @Test
    void a_store_that_forgets_fails_every_test_of_the_contract() {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(ForgetfulStore.UnderContracts.class))
                .execute()
                .testEvents();

        assertThat(tests.succeeded().stream()
                        .map(event -> event.getTestDescriptor().getDisplayName()))
                .as("tests that do not bite")
                .isEmpty();
        tests.assertStatistics(run -> run.started(24).failed(24).skipped(0).aborted(0));
    }
}
