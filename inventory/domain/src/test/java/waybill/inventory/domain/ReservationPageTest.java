package waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReservationPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "reference", "reservation-states.md");

    @Test
    void the_reference_page_is_what_the_table_says() throws IOException {
        if (Boolean.getBoolean("update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, ReservationPage.text());
        }
        assertThat(PAGE).as("rewrite it with -Dupdate=true").content().isEqualTo(ReservationPage.text());
    }
}
