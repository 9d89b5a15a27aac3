package waybill.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReplayTest {
    @Test
    void events_and_seconds_are_read_from_what_the_command_says() {
        Replay replay = Replay.read("The view orders was rebuilt from 2,500,000 events in 50.0 seconds.\n");
        assertThat(replay).isEqualTo(new Replay(2_500_000, 50));
        assertThat(replay.secondsPerMillion()).isEqualTo(20);
    }

    @Test
    void a_command_that_failed_is_quoted() {
        assertThatThrownBy(() -> Replay.read("There is no data of Waybill in /nowhere.\n"))
                .isInstanceOf(ServerFailed.class)
                .hasMessage("The rebuild failed: There is no data of Waybill in /nowhere.");
    }
}
