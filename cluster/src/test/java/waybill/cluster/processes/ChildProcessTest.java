package waybill.cluster.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    @TempDir
    private Path directory = Path.of("");

    /** Who starts a broker looks again and again whether it has ended, and must not wait for one that has. */
    @Test
    void whoever_looks_after_the_end_sees_it_at_once() throws NotStarted {
        ChildProcess child = ChildProcess.start(new ChildProcess.Order(
                List.of("/bin/sh", "-c", "exit 3"), Map.of(), directory.resolve("log"), Duration.ofSeconds(10)));

        assertThat(child.ended().join()).isEqualTo(OptionalInt.of(3));
        for (int look = 0; look < 1_000; look++) {
            assertThat(child.ended()).isDone();
        }
    }
}
