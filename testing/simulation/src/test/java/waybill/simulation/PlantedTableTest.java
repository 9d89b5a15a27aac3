package waybill.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import waybill.simulation.planted.Planted;

/** The page on the simulation tells of every mistake that is planted; asked to, this test writes its table anew. */
class PlantedTableTest {
    private static final Path PAGE = Path.of("../../docs/concepts/simulation.md");
    private static final String BEGIN = "<!-- planted -->\n";
    private static final String END = "<!-- /planted -->";
    private static final int LIVES = Integer.getInteger("planted.table", 0);

    @Test
    void the_page_tells_of_every_planted_mistake_and_that_it_is_found() throws IOException {
        if (LIVES > 0) {
            write();
        }
        String page = Files.readString(PAGE);
        List<String> rows = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Planted"))
                .toList();
        assertThat(rows)
                .extracting(row -> row.split("\\|", -1)[1].strip())
                .containsExactlyElementsOf(
                        Planted.all().stream().map(Planted::name).toList());
        assertThat(rows).noneMatch(row -> row.split("\\|", -1)[2].strip().equals("0"));
    }

    private static void write() throws IOException {
        String head = String.format(Locale.ROOT, "| Planted | Found in, of %,d | By |%n|---|---|---|%n", LIVES);
        String table = Stream.concat(Stream.of(head), Planted.all().stream().map(PlantedTableTest::row))
                .collect(Collectors.joining());
        String page = Files.readString(PAGE);
        Files.writeString(
                PAGE,
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table + page.substring(page.indexOf(END)));
    }

    private static String row(Planted planted) {
        Map<String, Long> laws = LongStream.range(0, LIVES)
                .parallel()
                .mapToObj(seed -> Story.live(seed, planted.wiring().get()).wrong())
                .filter(wrong -> !wrong.isEmpty())
                .map(wrong -> wrong.getFirst().substring(0, wrong.getFirst().indexOf(':')))
                .collect(Collectors.groupingBy(law -> law, TreeMap::new, Collectors.counting()));
        long found = laws.values().stream().mapToLong(Long::longValue).sum();
        String by = laws.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(law -> law.getKey() + " " + law.getValue())
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "| %s | %,d | %s |%n", planted.name(), found, by);
    }
}
