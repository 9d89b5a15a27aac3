package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.LintResult;
import org.junit.jupiter.api.Test;

/** Helm itself has nothing to say against the chart. */
class ChartLintTest {
    @Test
    void a_strict_look_finds_nothing() {
        LintResult lint = Chart.linted();
        assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
    }

    @Test
    void every_way_to_install_it_is_rendered() {
        for (ValueSet set : ValueSet.values()) {
            assertThat(Chart.of(set).services()).as("%s", set).hasSize(3);
        }
    }
}
