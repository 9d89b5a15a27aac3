package waybill.engine.postgres.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Running one of PostgreSQL's own programs to its end. */
record Program(List<String> words) {
    private static final File NOTHING = new File("/dev/null");

    /** What a program said, and whether it meant success. */
    record Ending(int code, String said) {}

    /** The program's place on the search path, or in the usual directories when the path is bare. */
    static Optional<Path> find(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/bin", "/bin"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A process in waiting whose surroundings cannot change what PostgreSQL does. */
    ProcessBuilder prepared() {
        ProcessBuilder process =
                new ProcessBuilder(words).redirectErrorStream(true).redirectInput(NOTHING);
        Map<String, String> surroundings = process.environment();
        surroundings
                .keySet()
                .removeIf(name -> name.startsWith("PG") || name.startsWith("LC_") || name.startsWith("LANG"));
        surroundings.put("LC_ALL", "C");
        surroundings.put("TZ", "UTC");
        return process;
    }

    Ending run() throws IOException, InterruptedException {
        Process process = prepared().start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ending(process.waitFor(), said);
    }
}
