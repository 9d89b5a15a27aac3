package waybill.simulation.exploration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import waybill.inventory.domain.Reservation;
import waybill.inventory.domain.Reservations;
import waybill.order.domain.rules.OrderTable;

/**
 * Runs of the model ({@code model/check --record}), lived by the real deciders: what the model says is said must be
 * said, and after every step each of the three must stand where the model has it. So the rules of the model are those
 * of the code, as far as these runs come.
 */
final class ModelRunsTest {
    private static final Path RUNS = Path.of("src/test/resources/waybill/simulation/exploration/model-runs.txt");
    private static final Pattern ORDER = Pattern.compile("^order 1: .* -> (\\w+)$");
    private static final Pattern STOCK = Pattern.compile("^stock of order 1: hears \\w+ (\\d): \\w+ -> (\\w+)$");
    private static final Pattern MONEY =
            Pattern.compile("^money of order 1: (authorization|CAPTURE|VOID|REFUND) (\\d): \\w+ -> (\\w+)$");

    @Test
    void the_deciders_live_what_the_model_lives() throws IOException {
        List<List<String>> runs = runs();
        assertThat(runs).hasSizeGreaterThan(100);
        runs.forEach(ModelRunsTest::live);
    }

    @Test
    void a_run_that_the_deciders_would_not_live_is_not_lived() throws IOException {
        List<String> run = runs().stream()
                .filter(one -> one.toString().contains("-> Confirmed"))
                .findFirst()
                .orElseThrow();
        List<String> other = new ArrayList<>(run);
        other.replaceAll(line -> line.replace("-> Confirmed", "-> Unpaid"));
        assertThatThrownBy(() -> live(other)).isInstanceOf(AssertionError.class).hasMessageContaining("Unpaid");
        List<String> shorter = new ArrayList<>(run);
        shorter.removeIf(line -> line.contains("hears OrderCreated"));
        assertThatThrownBy(() -> live(shorter))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nobody says");
    }

    private static void live(List<String> run) {
        Replay replay = new Replay();
        List<String> lived = new ArrayList<>();
        for (String line : run) {
            lived.add(line);
            replay.step(line);
            compare(replay, line, String.join("\n", lived));
        }
    }

    private static List<List<String>> runs() throws IOException {
        List<List<String>> runs = new ArrayList<>();
        List<String> run = new ArrayList<>();
        for (String line : Files.readAllLines(RUNS)) {
            if (line.isEmpty()) {
                runs.add(run);
                run = new ArrayList<>();
            } else if (!line.startsWith("#")) {
                run.add(line);
            }
        }
        return runs;
    }

    private static void compare(Replay replay, String line, String story) {
        Moment moment = replay.moment();
        Replay.found(ORDER, line)
                .ifPresent(said -> assertThat(order(moment)).as(story).isEqualTo(said.group(1)));
        Replay.found(STOCK, line)
                .ifPresent(said -> assertThat(standing(moment, Replay.number(said, 1)))
                        .as(story)
                        .isEqualTo(said.group(2)));
        Optional<MatchResult> money = Replay.found(MONEY, line);
        money.ifPresent(said -> assertThat(replay.settled().name()).as(story).isEqualTo(said.group(3)));
    }

    private static String order(Moment moment) {
        StringBuilder name = new StringBuilder();
        for (String word :
                OrderTable.State.of(moment.lives().getFirst().order()).name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    private static String standing(Moment moment, int attempt) {
        return switch (moment.lives().getFirst().goods()) {
            case Reservations.Unknown _ -> "UNHEARD";
            case Reservations.Closed _ -> "CLOSED";
            case Reservations.Attempts known -> {
                int latest = known.latest().attempt();
                yield known.attempt(attempt)
                        .map(was -> standing(was, attempt == latest))
                        .orElse(attempt > latest ? "NEXT" : "MISSED");
            }
        };
    }

    private static String standing(Reservation was, boolean isLatest) {
        return switch (was) {
            case Reservation.Tombstone _ -> "TOMBSTONE";
            case Reservation.Expired _ -> isLatest ? "EXPIRED" : "OUTLIVED";
            case Reservation.Held _,
                    Reservation.Committed _,
                    Reservation.Consumed _,
                    Reservation.Released _,
                    Reservation.Rejected _ -> was.status().name();
        };
    }
}
