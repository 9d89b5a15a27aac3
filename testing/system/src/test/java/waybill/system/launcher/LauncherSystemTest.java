package waybill.system.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The launcher and its AOT cache: made once, used from then on, and never a reason not to start. */
class LauncherSystemTest {
    private static final String VERSION = "Waybill 0.1.0";
    private static final LauncherHome HOME = LauncherHome.make();
    private static final Map<String, String> PLAIN = Map.of();

    /** Prepared once for all tests. */
    @BeforeEach
    void there_is_a_cache() {
        if (HOME.caches().isEmpty()) {
            LauncherHome.Said said = HOME.run(PLAIN, "aot");
            assertThat(said.code()).as("%s", said).isZero();
            assertThat(HOME.caches()).hasSize(1);
        }
    }

    @AfterAll
    static void clean_up() {
        HOME.close();
    }

    @Test
    void the_program_starts_from_the_cache_and_nothing_is_said_about_it() {
        assertThat(HOME.loadedFromCache()).isTrue();
        assertThat(HOME.run(PLAIN, "--version")).isEqualTo(new LauncherHome.Said(0, VERSION, ""));
        assertThat(HOME.filesBesideCache()).as("left by the preparation").isEmpty();
    }

    @Test
    void whoever_does_not_want_it_starts_without() {
        assertThat(HOME.loadedFromCache("-Xshare:off")).isFalse();
        assertThat(HOME.run(Map.of("WAYBILL_AOT", "off"), "--version"))
                .isEqualTo(new LauncherHome.Said(0, VERSION, ""));
    }

    @Test
    void other_options_of_the_jvm_are_no_reason_not_to_start() {
        for (String options : List.of(
                "-XX:-UseCompressedOops",
                "-XX:-UseParallelGC -XX:+UseSerialGC",
                "-XX:-UseParallelGC -XX:+UseZGC",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-XX:AOTCache=" + HOME.path().resolve("nothing") + " -Xlog:aot*=off",
                "-Xshare:auto")) {
            assertThat(HOME.run(Map.of("WAYBILL_JAVA_OPTS", options), "--version"))
                    .as(options)
                    .isEqualTo(new LauncherHome.Said(0, VERSION, ""));
        }
    }

    @Test
    void a_damaged_cache_is_no_reason_not_to_start() throws IOException {
        Path cache = HOME.caches().getFirst();
        byte[] whole = Files.readAllBytes(cache);
        try {
            byte[] damaged = whole.clone();
            for (int at = damaged.length / 4; at < damaged.length / 2; at++) {
                damaged[at] ^= (byte) 0x5A;
            }
            for (byte[] bad : List.of(damaged, new byte[0], "no cache".getBytes(StandardCharsets.UTF_8))) {
                Files.write(cache, bad);
                assertThat(HOME.run(PLAIN, "--version")).isEqualTo(new LauncherHome.Said(0, VERSION, ""));
            }
        } finally {
            Files.write(cache, whole);
        }
        assertThat(HOME.loadedFromCache()).isTrue();
    }

    @Test
    void the_cache_of_another_build_is_not_used() throws IOException {
        Path jar;
        try (Stream<Path> libraries = Files.list(HOME.target().resolve("lib"))) {
            jar = libraries.sorted().findFirst().orElseThrow();
        }
        FileTime then = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(then.toMillis() - 60_000));
        try {
            assertThat(HOME.loadedFromCache()).isFalse();
        } finally {
            Files.setLastModifiedTime(jar, then);
        }
        assertThat(HOME.loadedFromCache()).isTrue();
    }

    /** One command, two programs: one looks at data that are there, the other one starts a Waybill and tortures it. */
    @Test
    void verify_is_the_torture_where_it_is_asked_for_and_nowhere_else() {
        LauncherHome.Said about = HOME.run(PLAIN, "verify", "--help");
        assertThat(about.code()).isZero();
        assertThat(about.output()).contains("--invariants").contains("--minutes N");
        LauncherHome.Said torture = HOME.run(PLAIN, "verify", "--minutes", "3", "--help");
        assertThat(torture.code()).isZero();
        assertThat(torture.output()).contains("lost-answers").contains("./waybill verify checks the data");
        assertThat(HOME.run(PLAIN, "verify", "--faults=earthquake").error()).contains("There is no fault earthquake");
        assertThat(HOME.run(PLAIN, "verify", "--minutes", "0").code()).isEqualTo(2);
        assertThat(HOME.run(PLAIN, "verify", "--data", "nowhere"))
                .satisfies(said -> assertThat(said.code()).isEqualTo(1))
                .satisfies(said -> assertThat(said.error()).contains("There is no data of Waybill"));
    }

    @Test
    void a_start_without_a_cache_says_that_it_prepares_one_and_starts_although_it_fails() throws IOException {
        Path cache = HOME.caches().getFirst();
        Path aside = Files.move(cache, HOME.path().resolve("aside"));
        try {
            Map<String, String> nowhere =
                    Map.of("TMPDIR", HOME.path().resolve("nowhere").toString());
            LauncherHome.Said said = HOME.run(nowhere, "run", "--prot", "1");
            assertThat(said.code()).isEqualTo(1);
            assertThat(said.error())
                    .contains("Preparing quick starts")
                    .contains("did not work")
                    .contains("--prot");
            assertThat(said.output()).isEmpty();
            assertThat(HOME.caches()).isEmpty();
        } finally {
            // The next test finds what this one found: to prepare it once more takes a minute.
            for (Path left : HOME.filesBesideCache()) {
                Files.delete(left);
            }
            Files.move(aside, cache);
        }
    }
}
