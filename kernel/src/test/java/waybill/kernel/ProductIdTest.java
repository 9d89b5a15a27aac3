package waybill.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProductIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"A", "0", "sku-1", "SKU_1.blue", "9-9", "a..b", "z_"})
    void the_shops_own_names_are_taken_as_they_are(String text) {
        assertThat(ProductId.parse(text).map(ProductId::value)).contains(text);
        assertThat(new ProductId(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "_a", "a b", "a/b", "ä", "aä", "a\n", "a\u0000", "a%20", "٣"})
    void other_names_are_none(String text) {
        assertThat(ProductId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new ProductId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sixty_four_characters_are_the_most() {
        assertThat(ProductId.parse("a".repeat(64))).isPresent();
        assertThat(ProductId.parse("a".repeat(65))).isEmpty();
    }

    @Test
    void products_sort_by_name_so_that_locks_are_taken_in_one_order() {
        assertThat(new ProductId("B")).isGreaterThan(new ProductId("A")).isLessThan(new ProductId("a"));
    }
}
