package waybill.order.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.order.domain.OrderExamples.ADA;
import static waybill.order.domain.OrderExamples.BERLIN;
import static waybill.order.domain.OrderExamples.CARD;
import static waybill.order.domain.OrderExamples.EUR;
import static waybill.order.domain.OrderExamples.ID;
import static waybill.order.domain.OrderExamples.SHIRT;
import static waybill.order.domain.OrderExamples.TOTAL;
import static waybill.order.domain.OrderExamples.eur;

import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import waybill.kernel.Money;
import waybill.kernel.ProductId;
import waybill.order.domain.NewOrder.Confirmation;

/** What can be ordered at all. */
final class NewOrderTest {
    @Test
    void the_total_is_the_sum_of_the_lines() {
        assertThat(OrderExamples.what(Confirmation.AUTO).total()).isEqualTo(TOTAL);
    }

    @Test
    void a_total_above_the_most_an_amount_may_be_is_none() {
        Money most = new Money(Money.MINOR_MAX, EUR);
        assertThat(NewOrder.totalOf(EUR, List.of(new Line(1, SHIRT, null, 1, most))))
                .contains(most);
        assertThat(NewOrder.totalOf(EUR, List.of(new Line(1, SHIRT, null, Line.QUANTITY_MAX, most))))
                .isEmpty();
        assertThat(NewOrder.totalOf(EUR, List.of(new Line(1, SHIRT, null, 10, new Money(Long.MAX_VALUE, EUR)))))
                .isEmpty();
        assertThatThrownBy(() -> order(List.of(new Line(1, SHIRT, null, 2, most))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_order_has_lines_numbered_from_one_each_of_its_own_product_in_one_currency() {
        Line first = new Line(1, SHIRT, null, 1, eur(100));
        Line gap = new Line(3, new ProductId("MUG"), null, 1, eur(100));
        Line again = new Line(2, SHIRT, null, 1, eur(100));
        Line yen = new Line(2, new ProductId("MUG"), null, 1, new Money(100, Currency.getInstance("JPY")));
        for (List<Line> lines : List.of(
                List.<Line>of(), List.of(first, gap), List.of(first, again), List.of(first, yen), List.of(yen))) {
            assertThatThrownBy(() -> order(lines))
                    .as("an order of %s", lines)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_line_has_a_number_and_a_quantity() {
        assertThatThrownBy(() -> new Line(0, SHIRT, null, 1, eur(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Line(1, SHIRT, null, 0, eur(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Line(1, SHIRT, null, Line.QUANTITY_MAX + 1, eur(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void metadata_keeps_its_order_and_is_a_copy() {
        Map<String, String> notes = new LinkedHashMap<>();
        for (String key : List.of("z", "a", "m", "b")) {
            notes.put(key, "1");
        }
        NewOrder order = new NewOrder(
                ID, ADA, EUR, List.of(new Line(1, SHIRT, null, 1, eur(1))), BERLIN, CARD, Confirmation.AUTO, notes);
        notes.clear();
        assertThat(new ArrayList<>(order.metadata().keySet())).containsExactly("z", "a", "m", "b");
    }

    @Test
    void a_person_and_a_token_never_show_in_a_log() {
        assertThat(OrderExamples.what(Confirmation.AUTO).toString())
                .doesNotContain("Ada", "ada@example.com", "Main St", "Berlin", "tok_");
    }

    private static NewOrder order(List<Line> lines) {
        return new NewOrder(ID, ADA, EUR, lines, BERLIN, CARD, Confirmation.AUTO, Map.of());
    }
}
