package waybill.payment.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static waybill.payment.service.gateway.GatewayExamples.*;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import waybill.payment.domain.Kind;
import waybill.payment.service.gateway.GatewayAnswer.Declined;
import waybill.payment.service.gateway.GatewayAnswer.Succeeded;
import waybill.payment.service.gateway.GatewayRequest.Capture;
import waybill.payment.service.gateway.GatewayRequest.Refund;
import waybill.payment.service.gateway.GatewayRequest.Reversal;

/** What every gateway promises, whoever stands behind it. Its time is {@link GatewayExamples#AT}. */
public abstract class GatewayContract {
    /** The gateway, always the same one; nothing has been asked of it yet. */
    protected abstract Gateway gateway();

    /** Stands for a card that pays. */
    protected abstract String goodToken();

    /** Stands for a card whose bank says no. */
    protected abstract String declinedToken();

    @Test
    void what_was_set_aside_is_found_under_its_key_and_under_no_other() throws Exception {
        Succeeded authorized = authorized();
        assertThat(gateway().find(question(KEY), PATIENCE)).contains(authorized);
        assertThat(gateway().find(question(key(99)), PATIENCE)).isEmpty();
    }

    @Test
    void the_same_key_sets_money_aside_once() throws Exception {
        Succeeded first = authorized();
        assertThat(authorized()).isEqualTo(first);
        assertThat(capture(first, 2, 2198, true)).isInstanceOf(Succeeded.class);
        assertThat(capture(first, 3, 1, true)).isInstanceOf(Declined.class);
    }

    @Test
    void a_declined_card_is_declined_and_stays_declined() throws Exception {
        GatewayAnswer no = gateway().authorize(authorization(KEY, declinedToken()), PATIENCE);
        assertThat(no).isInstanceOf(Declined.class);
        assertThat(gateway().find(question(KEY), PATIENCE)).contains(no);
        assertThat(gateway().authorize(authorization(KEY, declinedToken()), PATIENCE))
                .isEqualTo(no);
    }

    @Test
    void a_key_is_not_used_for_two_things() throws Exception {
        authorized();
        var other = new GatewayRequest.Authorization(KEY, ORDER, euros(1), goodToken(), AT);
        assertThatThrownBy(() -> gateway().authorize(other, PATIENCE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void money_is_captured_part_by_part_and_each_part_is_found() throws Exception {
        Succeeded authorized = authorized();
        GatewayAnswer first = capture(authorized, 2, 1000, false);
        GatewayAnswer second = capture(authorized, 3, 1198, true);
        assertThat(first).isInstanceOf(Succeeded.class);
        assertThat(second).isInstanceOf(Succeeded.class);
        assertThat(gateway().find(about(authorized, 2, Kind.CAPTURE, 1000), PATIENCE))
                .contains(first);
        assertThat(gateway().find(about(authorized, 3, Kind.CAPTURE, 1198), PATIENCE))
                .contains(second);
        assertThat(gateway().find(about(authorized, 4, Kind.CAPTURE, 1), PATIENCE))
                .isEmpty();
    }

    @Test
    void the_same_key_captures_once() throws Exception {
        Succeeded authorized = authorized();
        GatewayAnswer first = capture(authorized, 2, 1500, false);
        assertThat(capture(authorized, 2, 1500, false)).isEqualTo(first);
        assertThat(capture(authorized, 3, 699, true)).isInstanceOf(Declined.class);
        assertThat(capture(authorized, 4, 698, true)).isInstanceOf(Succeeded.class);
    }

    @Test
    void more_than_is_set_aside_is_not_captured() throws Exception {
        assertThat(capture(authorized(), 2, 2199, true)).isInstanceOf(Declined.class);
    }

    @Test
    void an_untouched_authorization_is_set_free_and_nothing_is_captured_after_it() throws Exception {
        Succeeded authorized = authorized();
        assertThat(gateway().find(about(authorized, 2, Kind.VOID, 2198), PATIENCE))
                .isEmpty();
        GatewayAnswer free =
                gateway().reverse(new Reversal(key(2), ORDER, AMOUNT, authorized.reference(), AT), PATIENCE);
        assertThat(free).isInstanceOf(Succeeded.class);
        assertThat(gateway().find(about(authorized, 2, Kind.VOID, 2198), PATIENCE))
                .contains(free);
        assertThat(capture(authorized, 3, 1, true)).isInstanceOf(Declined.class);
    }

    @Test
    void the_rest_of_a_partly_captured_authorization_is_set_free_and_the_part_stays() throws Exception {
        Succeeded authorized = authorized();
        capture(authorized, 2, 1000, false);
        Reversal rest = new Reversal(key(3), ORDER, euros(1198), authorized.reference(), AT);
        GatewayAnswer free = gateway().reverse(rest, PATIENCE);
        assertThat(free).isInstanceOf(Succeeded.class);
        assertThat(gateway().reverse(rest, PATIENCE)).isEqualTo(free);
        assertThat(capture(authorized, 4, 1, true)).isInstanceOf(Declined.class);
        assertThat(refund(authorized, 5, 1000)).isInstanceOf(Succeeded.class);
    }

    @Test
    void money_is_given_back_until_nothing_captured_is_left() throws Exception {
        Succeeded authorized = authorized();
        capture(authorized, 2, 1000, false);
        GatewayAnswer first = refund(authorized, 3, 400);
        assertThat(first).isInstanceOf(Succeeded.class);
        assertThat(refund(authorized, 3, 400)).isEqualTo(first);
        assertThat(gateway().find(about(authorized, 3, Kind.REFUND, 400), PATIENCE))
                .contains(first);
        assertThat(gateway().find(about(authorized, 4, Kind.REFUND, 601), PATIENCE))
                .isEmpty();
        assertThat(refund(authorized, 4, 601)).isInstanceOf(Declined.class);
        assertThat(refund(authorized, 5, 600)).isInstanceOf(Succeeded.class);
    }

    @Test
    void nothing_follows_an_authorization_that_the_gateway_does_not_know() throws Exception {
        Succeeded nobody = new Succeeded("nobody_1", null);
        assertThat(capture(nobody, 2, 1, true)).isEqualTo(new Declined("UNKNOWN_AUTHORIZATION"));
        assertThat(refund(nobody, 3, 1)).isEqualTo(new Declined("UNKNOWN_AUTHORIZATION"));
        assertThat(gateway().reverse(new Reversal(key(4), ORDER, AMOUNT, "nobody_1", AT), PATIENCE))
                .isEqualTo(new Declined("UNKNOWN_AUTHORIZATION"));
    }

    private Succeeded authorized() throws IOException, InterruptedException {
        GatewayAnswer answer = gateway().authorize(authorization(KEY, goodToken()), PATIENCE);
        assertThat(answer).isInstanceOf(Succeeded.class);
        return (Succeeded) answer;
    }

    private GatewayAnswer capture(Succeeded authorized, long number, long cents, boolean isFinal)
            throws IOException, InterruptedException {
        return gateway()
                .capture(new Capture(key(number), ORDER, euros(cents), authorized.reference(), isFinal, AT), PATIENCE);
    }

    private GatewayAnswer refund(Succeeded authorized, long number, long cents)
            throws IOException, InterruptedException {
        return gateway().refund(new Refund(key(number), ORDER, euros(cents), authorized.reference(), AT), PATIENCE);
    }

    private static GatewayQuestion about(Succeeded authorized, long number, Kind kind, long cents) {
        return new GatewayQuestion(key(number), kind, ORDER, euros(cents), AT, authorized.reference());
    }
}
