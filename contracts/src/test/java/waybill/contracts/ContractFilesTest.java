package waybill.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ContractFilesTest {
    @Test
    void every_file_of_the_contract_is_packaged() {
        assertThat(new String(ContractFiles.openApi(), UTF_8)).startsWith("openapi: 3.1");
        assertThat(new String(ContractFiles.asyncApi(), UTF_8)).startsWith("asyncapi: 3.0");
        assertThat(ContractFiles.schema("common")).isNotEmpty();
        assertThat(Announcements.types())
                .allSatisfy(type -> assertThat(ContractFiles.schema(type)).isNotEmpty());
    }

    @Test
    void another_name_is_not_a_file_of_the_contract() {
        assertThatThrownBy(() -> ContractFiles.schema("order.created.v9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("order.created.v9");
    }
}
