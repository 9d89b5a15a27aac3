package waybill.server.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that is wrong with a request, as bytes on a socket: the answer is one problem document that says what is
 * wrong and nothing about the inside, nothing is written, nothing hidden behind it is served, and the next request is
 * answered.
 */
class BadInputTest {
    private static final int PATIENCE_MILLIS = 20_000;

    @AutoClose
    private static final World WORLD = new World();

    static List<BadCase> cases() {
        return Stream.of(
                        FramingCases.LENGTHS,
                        FramingCases.CHUNKS,
                        FramingCases.SMUGGLED,
                        LineCases.LINES,
                        LineCases.HOSTS,
                        LineCases.STRANGERS,
                        HeaderCases.WRITTEN,
                        HeaderCases.MEDIA,
                        HeaderCases.KEYS,
                        HeaderCases.CONDITIONS,
                        JsonCases.SYNTAX,
                        JsonCases.LIMITS,
                        JsonCases.LETTERS,
                        JsonCases.SHAPES,
                        JsonCases.TYPES,
                        JsonCases.NULLS,
                        ValueCases.NUMBERS,
                        ValueCases.CODES,
                        ValueCases.LETTERS,
                        ValueCases.CARDS,
                        ValueCases.METADATA,
                        ValueCases.OTHERS,
                        PathCases.IDS,
                        PathCases.PATHS,
                        PathCases.QUERIES,
                        ConflictCases.ORDERS,
                        ConflictCases.STOCK,
                        ConflictCases.MONEY)
                .flatMap(Collection::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void is_refused_with_a_problem_and_nothing_is_written(BadCase bad) throws IOException {
        byte[] request = WORLD.bytes(bad.wire());
        Footprint.Written before = WORLD.written();
        try (Wire wire = Wire.open(WORLD.port(), PATIENCE_MILLIS)) {
            wire.send(request);
            if (bad.ending()) {
                wire.finish();
            }
            Wire.Response answer = wire.read();
            assertThat(answer.status()).as(answer.body()).isEqualTo(bad.status());
            JsonNode problem = Answers.assertIsProblem(answer, new String(request, StandardCharsets.ISO_8859_1));
            assertThat(problem.get("type").asText()).isEqualTo("/problems/" + bad.slug());
            if (!bad.faults().isEmpty()) {
                assertThat(Answers.faults(problem)).containsExactlyElementsOf(bad.faults());
            }
            assertNothingElseIsServed(wire, bad, answer);
        }
        assertNothingIsWritten(bad, before);
        assertLives();
    }

    /** A connection that the answer leaves open answers the next request; any other says nothing more. */
    private static void assertNothingElseIsServed(Wire wire, BadCase bad, Wire.Response answer) throws IOException {
        if (!answer.isLast() && !bad.ending()) {
            assertThat(wire.send(Ask.get("/inventory/items/INPUT-FEW").wire())
                            .read()
                            .body())
                    .contains("\"productId\":\"INPUT-FEW\"");
        }
        assertThat(wire.finish().isAtEnd()).as("the connection's end").isTrue();
    }

    /** What the domain has decided is kept with its key; whatever it decided, nothing has happened. */
    private static void assertNothingIsWritten(BadCase bad, Footprint.Written before) {
        Footprint.Written after = WORLD.written();
        assertThat(after.effects()).isEqualTo(before.effects());
        if (bad.status() != 404 && bad.status() != 409) {
            assertThat(after.keys()).isEqualTo(before.keys());
        }
    }

    private static void assertLives() throws IOException {
        try (Wire wire = Wire.open(WORLD.port(), PATIENCE_MILLIS)) {
            assertThat(wire.send(Ask.get("/inventory/items/INPUT-FEW").wire())
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void every_row_of_the_table_has_a_name_of_its_own() {
        Set<String> names = new HashSet<>();
        assertThat(cases()).filteredOn(bad -> !names.add(bad.name())).isEmpty();
        assertThat(names).hasSizeGreaterThan(400);
    }
}
