package waybill.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    private static final long SERVER = 100;

    @TempDir
    private Path directory;

    private Path data;

    @BeforeEach
    void two_servers_with_a_postgres_each() throws IOException {
        data = Files.createDirectory(directory.resolve("data"));
        process(SERVER, "java", 1, directory);
        process(101, "postgres", SERVER, data);
        process(102, "postgres", 101, data);
        process(103, "sh", SERVER, directory);
        process(104, "postgres", 1, Files.createDirectory(data.resolve("postgres")));
        process(200, "java", 1, directory);
        process(201, "postgres", 200, directory);
    }

    @Test
    void postgres_belongs_to_a_server_by_descent_or_by_its_directory() {
        assertThat(ProcessTable.read(directory).postgresOf(SERVER, data))
                .extracting(ProcStat::pid)
                .containsExactly(101L, 102L, 104L);
    }

    @Test
    void memory_is_read_in_bytes_and_is_nothing_for_one_that_has_ended() throws IOException {
        Files.writeString(directory.resolve("101/smaps_rollup"), "Rss:   99 kB\nPss:     2048 kB\nPss_Dirty: 1 kB\n");
        Files.writeString(
                directory.resolve("101/status"), "Name: postgres\nVmHWM:\t    8192 kB\nVmRSS:\t    4096 kB\n");
        ProcessTable table = ProcessTable.read(directory);
        assertThat(table.proportionalBytes(101)).isEqualTo(2048 * 1024);
        assertThat(table.residentBytes(101)).isEqualTo(4096 * 1024);
        assertThat(table.peakBytes(101)).isEqualTo(8192 * 1024);
        assertThat(table.residentBytes(999)).isZero();
    }

    @Test
    void the_machine_is_busy_with_everything_but_waiting() throws IOException {
        Files.writeString(
                directory.resolve("stat"), "cpu  100 20 30 99999 88888 1 2 3 77777 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n");
        assertThat(ProcessTable.read(directory).busyMicros()).isEqualTo((100 + 20 + 30 + 1 + 2 + 3) * 10_000L);
    }

    @Test
    void this_process_is_in_the_table_of_this_machine() {
        assumeTrue(ProcessTable.isReadable(), "no /proc on this system");
        ProcessTable table = ProcessTable.now();
        long self = ProcessHandle.current().pid();
        assertThat(table.process(self)).isNotNull();
        assertThat(table.residentBytes(self)).isPositive();
    }

    private void process(long pid, String command, long parent, Path workingDirectory) throws IOException {
        Path entry = Files.createDirectory(directory.resolve(Long.toString(pid)));
        Files.writeString(
                entry.resolve("stat"),
                pid + " (" + command + ") S " + parent + " 1 1 0 -1 0 0 0 0 0 1 1 0 0 20 0 1 0 5 1 1");
        Files.createSymbolicLink(entry.resolve("cwd"), workingDirectory);
    }
}
