package waybill.torture.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waybill.torture.history.Answer;
import waybill.torture.history.Kind;
import waybill.torture.history.Outcome;
import waybill.torture.history.Request;

class MenuTest {
    private static final int CLIENTS = 2_000;

    /** What so many clients want one after the other, when each placement is answered at once and most are paid. */
    private static List<Request> day(long seed) {
        Known known = new Known();
        Menu menu = new Menu(seed, known);
        List<Request> wanted = new ArrayList<>();
        for (int number = 1; number <= CLIENTS; number++) {
            Request request = menu.next(number);
            wanted.add(request);
            int status = number % 7 == 0 ? 402 : 201;
            known.heard(
                    request,
                    new Answer(Outcome.OK, status, "", false, "ord_" + number, "CONFIRMED", 5, List.of(0), "d"));
        }
        return wanted;
    }

    @Test
    void the_same_seed_wants_the_same_and_another_one_something_else() {
        assertThat(day(7)).isEqualTo(day(7)).isNotEqualTo(day(8));
    }

    @Test
    void everything_there_is_to_want_is_wanted_and_every_new_write_has_a_key_of_its_own() {
        List<Request> wanted = day(7);
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        wanted.forEach(request -> kinds.add(request.kind()));
        assertThat(kinds).isEqualTo(EnumSet.allOf(Kind.class));
        Set<String> keys = new HashSet<>();
        for (Request request : wanted) {
            boolean isNew = request.key().endsWith("-" + request.operation());
            assertThat(request.kind() == Kind.READ || !isNew || keys.add(request.key()))
                    .as("%s", request)
                    .isTrue();
        }
    }

    @Test
    void a_repeat_and_an_impostor_come_under_a_key_that_was_answered() {
        Set<String> keys = new HashSet<>();
        for (Request request : day(7)) {
            if (request.kind() == Kind.IMPOSTOR) {
                assertThat(keys).contains(request.key());
                assertThat(request.body()).contains("-impostor");
            }
            keys.add(request.key());
        }
    }

    @Test
    void what_a_client_knows_by_an_answer_is_what_the_api_promises() {
        assertThat(AnswerReader.outcome(Kind.PLACE, 201, "", false)).isEqualTo(Outcome.OK);
        assertThat(AnswerReader.outcome(Kind.PLACE, 402, "payment-declined", false))
                .isEqualTo(Outcome.OK);
        assertThat(AnswerReader.outcome(Kind.FULFILL, 402, "payment-declined", false))
                .isEqualTo(Outcome.FAIL);
        assertThat(AnswerReader.outcome(Kind.PLACE, 503, "payment-unavailable", true))
                .isEqualTo(Outcome.FAIL);
        assertThat(AnswerReader.outcome(Kind.PLACE, 503, "overloaded", true)).isEqualTo(Outcome.INFO);
        assertThat(AnswerReader.outcome(Kind.PLACE, 500, "chaos-injected", false))
                .isEqualTo(Outcome.INFO);
        assertThat(AnswerReader.outcome(Kind.CANCEL, 409, "idempotency-key-in-use", true))
                .isEqualTo(Outcome.INFO);
        assertThat(AnswerReader.outcome(Kind.FULFILL, 409, "illegal-transition", true))
                .as("goods that are not committed yet: nothing is decided")
                .isEqualTo(Outcome.INFO);
        assertThat(AnswerReader.outcome(Kind.CANCEL, 409, "order-already-shipped", false))
                .isEqualTo(Outcome.FAIL);
    }
}
