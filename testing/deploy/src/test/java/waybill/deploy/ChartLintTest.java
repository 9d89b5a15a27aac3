package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Helm itself has nothing to say against the chart. */
class ChartLintTest {
    @Test
    void a_strict_look_finds_nothing() {
        LintResult lint = Chart.linted();
        assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
    }

    @Test
    void every_set_of_values_is_tried() throws IOException {
        try (Stream<Path> files = Files.list(Repository.at("deploy/kubernetes/values"))) {
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(Stream.of(ValueSet.values())
                            .flatMap(set -> set.path().stream())
                            .toList());
        }
    }

    @Test
    void every_way_to_install_it_is_rendered() {
        for (ValueSet set : ValueSet.values()) {
            assertThat(Chart.of(set).services()).as("%s", set).hasSize(3);
        }
    }
}
