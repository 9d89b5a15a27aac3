package waybill.cluster.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KeeperTest {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @TempDir
    private Path directory = Path.of("");

    private final BlockingQueue<Long> starts = new LinkedBlockingQueue<>();

    private Keeper keeper(Program program) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Keeper("sleeper-1", program, new Journal(nowhere, directory.resolve("journal")), () -> {});
    }

    private Child sleeper() throws NotStarted {
        Child child = ChildProcess.start(new ChildProcess.Order(
                List.of("sleep", "600"), Map.of("PATH", System.getenv("PATH")), directory.resolve("log"), LONGEST));
        starts.add(child.pid());
        return child;
    }

    private long nextStart() throws InterruptedException {
        Long pid = starts.poll(30, TimeUnit.SECONDS);
        assertThat(pid).as("a start").isNotNull();
        return pid == null ? 0 : pid;
    }

    @Test
    void what_dies_is_started_again_and_what_is_told_to_end_is_not() throws Exception {
        Keeper keeper = keeper(this::sleeper);
        keeper.begin();
        keeper.awaitBegun();
        long first = nextStart();

        keeper.endByForce();

        long second = nextStart();
        assertThat(ProcessHandle.of(first)).isEmpty();
        assertThat(keeper.endings()).isEqualTo(1);
        keeper.close();
        assertThat(ProcessHandle.of(second)).isEmpty();
        assertThat(starts).isEmpty();
        assertThat(Files.readAllLines(directory.resolve("journal")))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("sleeper-1 ended with exit code 137."),
                        line -> assertThat(line).endsWith("sleeper-1 is running again, as process " + second + "."));
    }

    @Test
    void what_cannot_be_started_at_first_is_not_tried_again() {
        Keeper keeper = keeper(() -> {
            starts.add(0L);
            throw new NotStarted("There is no bed.", null);
        });
        keeper.begin();

        assertThatThrownBy(keeper::awaitBegun).isInstanceOf(NotStarted.class).hasMessage("There is no bed.");

        keeper.close();
        assertThat(starts).hasSize(1);
    }

    @Test
    void a_defect_leaves_nobody_waiting() {
        Keeper keeper = keeper(() -> {
            throw new IllegalStateException("a defect");
        });
        keeper.begin();

        assertThatThrownBy(keeper::awaitBegun)
                .isInstanceOf(NotStarted.class)
                .hasMessage("sleeper-1 cannot be started.");
    }
}
