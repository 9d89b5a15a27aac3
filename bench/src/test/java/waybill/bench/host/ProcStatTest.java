package waybill.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ProcStatTest {
    @Test
    void the_line_is_read_into_its_parts() {
        assertThat(ProcStat.parse("4711 (postgres) S 4700 4711 4711 0 -1 4194560 1 2 3 4 150 50 20 5 20 0 1 0 99 1 1"))
                .isEqualTo(new ProcStat(4711, "postgres", 4700, 2_000_000, 250_000));
    }

    @Test
    void a_command_may_hold_spaces_and_parentheses() {
        assertThat(ProcStat.parse("7 (my (odd) name) R 1 7 7 0 -1 0 0 0 0 0 1 0 0 0 20 0"))
                .isEqualTo(new ProcStat(7, "my (odd) name", 1, 10_000, 0));
    }

    @Test
    void anything_else_is_refused() {
        assertThatThrownBy(() -> ProcStat.parse("no such process")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProcStat.parse("7 (x) S 1")).isInstanceOf(IllegalArgumentException.class);
    }
}
