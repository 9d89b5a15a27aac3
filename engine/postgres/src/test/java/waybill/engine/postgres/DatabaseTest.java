package waybill.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import waybill.engine.core.log.StoreFault;
import waybill.engine.postgres.embedded.TemporaryPostgres;

/** How threads come to a connection. */
class DatabaseTest {
    @AutoClose
    private final Database database = new Database(
            "small", TemporaryPostgres.freshDatabase(), new Database.Sizes(2, 1), new SimpleMeterRegistry());

    @AutoClose
    private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * After PostgreSQL had been stopped, one virtual thread was waiting for a connection, and twelve gave theirs back
     * and waited, awake, until it would take one. On one carrier its turn to run never came, nor that of any other.
     */
    @Test
    void no_virtual_thread_touches_the_pool_so_that_none_spins_there_for_another() throws Exception {
        List<Future<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(virtual.submit(
                    () -> database.read(_ -> Thread.currentThread().isVirtual())));
            all.add(virtual.submit(
                    () -> database.transaction(_ -> Thread.currentThread().isVirtual())));
        }
        for (Future<Boolean> one : all) {
            assertThat(one.get(20, TimeUnit.SECONDS)).isFalse();
        }
        Thread here = Thread.currentThread();
        assertThat(database.<Thread>write(_ -> Thread.currentThread()))
                .as("a platform thread needs no other")
                .isSameAs(here);
    }

    @Test
    void a_virtual_thread_is_told_what_went_wrong() {
        assertThatThrownBy(() -> virtual.submit(() -> database.read(_ -> {
                            throw new SQLException("away", "08006");
                        }))
                        .get())
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(StoreFault.Unavailable.class);
        assertThatThrownBy(() -> virtual.submit(() -> database.read(_ -> {
                            throw new IllegalStateException("a defect");
                        }))
                        .get())
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a defect");
    }

    @Test
    void a_virtual_thread_that_is_interrupted_does_not_wait_for_the_database() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        // Whoever waits for this does not mind being interrupted, like a driver that reads from its socket.
        CompletableFuture<Boolean> late = new CompletableFuture<>();
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        Thread caller = Thread.startVirtualThread(() -> {
            try {
                database.read(_ -> {
                    working.countDown();
                    return late.join();
                });
            } catch (StoreFault.Unavailable interrupted) {
                told.complete(interrupted);
            }
        });
        working.await();
        caller.interrupt();
        assertThat(told.get(20, TimeUnit.SECONDS)).hasMessageContaining("interrupted");
        late.complete(true);
    }

    @Test
    void what_is_closed_is_out_of_reach() {
        database.close();
        assertThatThrownBy(() -> virtual.submit(() -> database.read(_ -> 1)).get())
                .cause()
                .isInstanceOf(StoreFault.Unavailable.class);
    }
}
