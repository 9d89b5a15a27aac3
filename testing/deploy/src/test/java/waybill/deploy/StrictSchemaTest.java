package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every object is one that Kubernetes knows, field by field; a typo in the chart would be dropped there in silence. */
class StrictSchemaTest {
    @ParameterizedTest
    @EnumSource
    void every_object_has_the_fields_of_its_kind_and_no_others(ValueSet set) {
        assertThat(Chart.of(set).all()).flatMap(StrictSchemas::mistakes).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void no_object_is_rendered_twice(ValueSet set) {
        assertThat(Chart.of(set).all())
                .extracting(one -> one.path("kind").asText() + " " + Manifests.name(one))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_field_that_does_not_exist_is_found_however_deep() {
        JsonNode order = Chart.of(ValueSet.USUAL).services().getFirst().deepCopy();
        ((ObjectNode) order.at("/spec/template/spec/containers/0/securityContext")).put("readOnlyRootFileSystem", true);
        assertThat(StrictSchemas.mistakes(order)).hasSize(1).first().asString().contains("readOnlyRootFileSystem");
    }

    @Test
    void a_field_of_the_wrong_type_is_found() {
        JsonNode order = Chart.of(ValueSet.USUAL).services().getFirst().deepCopy();
        ((ObjectNode) order.at("/spec/template/spec")).put("terminationGracePeriodSeconds", "soon");
        assertThat(StrictSchemas.mistakes(order)).hasSize(1);
    }

    @Test
    void a_field_that_is_missing_is_found() {
        JsonNode order = Chart.of(ValueSet.USUAL).services().getFirst().deepCopy();
        ((ObjectNode) order.path("spec")).remove("selector");
        assertThat(StrictSchemas.mistakes(order)).hasSize(1).first().asString().contains("selector");
    }

    @Test
    void a_field_that_a_foreign_kind_does_not_have_is_found() {
        JsonNode route = Chart.of(ValueSet.PLAIN).the("HTTPRoute", "waybill").deepCopy();
        ((ObjectNode) route.at("/spec/rules/0")).put("backends", "order");
        assertThat(StrictSchemas.mistakes(route)).hasSize(1).first().asString().contains("backends");
    }
}
