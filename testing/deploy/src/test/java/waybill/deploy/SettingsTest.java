package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What pods are told, Waybill understands: it would not start with a variable that it does not know. */
class SettingsTest {
    private static String told(JsonNode deployment, String name) {
        return Manifests.environment(Manifests.container(deployment.at("/spec/template")), name)
                .path("value")
                .asText();
    }

    @Test
    void chaos_is_off_unless_it_is_asked_for() {
        assertThat(Chart.of(ValueSet.USUAL).services())
                .extracting(one -> told(one, "CHAOS_MODE"))
                .containsOnly("false");
        assertThat(Chart.of(ValueSet.SMALL).services())
                .extracting(one -> told(one, "CHAOS_MODE"))
                .containsOnly("true");
    }

    @Test
    void doors_are_locked() {
        for (JsonNode deployment : Chart.of(ValueSet.USUAL).services()) {
            assertThat(told(deployment, "WAYBILL_ACCESS_API_KEYS")).isEqualTo("true");
        }
        for (JsonNode deployment : Chart.of(ValueSet.GATEWAY).services()) {
            assertThat(told(deployment, "WAYBILL_ACCESS_JWT_ISSUER")).isEqualTo("https://login.example");
        }
    }

    @Test
    void order_finds_the_others() {
        JsonNode order = Chart.of(ValueSet.USUAL).services().getFirst();
        assertThat(told(order, "WAYBILL_INVENTORY_URL")).isEqualTo("http://waybill-inventory:8080");
        assertThat(told(order, "WAYBILL_PAYMENT_URL")).isEqualTo("http://waybill-payment:8080");
    }

    @Test
    void every_setting_is_one_that_the_documents_explain() {
        String documents =
                Repository.text("docs/operate/configuration.md") + Repository.text("docs/operate/running.md");
        Set<String> told = new TreeSet<>();
        for (ValueSet set : ValueSet.values()) {
            for (JsonNode pod : Chart.of(set).pods()) {
                Manifests.items(Manifests.container(pod).path("env"))
                        .forEach(one -> told.add(one.path("name").asText()));
            }
        }
        // That one is the JVM's own.
        told.remove("JDK_JAVA_OPTIONS");
        assertThat(told)
                .hasSizeGreaterThan(15)
                .filteredOn(name -> !documents.contains("`" + name + "`"))
                .isEmpty();
    }
}
