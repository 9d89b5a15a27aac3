package waybill.deploy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that cannot be meant are refused before anything is changed. */
class ValuesSchemaTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "chaosmode: true",
                "chaosMode: sometimes",
                "common: {replica: 3}",
                "order: {replicas: 0}",
                "order: {database: {url: 'jdbc:postgresql://db/orders?password=secret'}}",
                "common: {settings: {WAYBILL_DATABASE_ORDER_PASSWORD: secret}}",
                "common: {settings: {WAYBILL_PERSONAL_DATA_MASTER_KEY: secret}}",
                "common: {settings: {WAYBILL_SERVICES_TOKEN: secret}}",
                "common: {settings: {WAYBILL_PAYMENT_STRIPE_SECRET_KEY: secret}}",
                "common: {settings: {WAYBILL_TEST_MODE: true}}",
                "access: {apiKeys: false}",
                "access: {jwt: {issuer: 'https://login.example'}}",
                "access: {jwt: {issuer: i, audience: a, jwksUrl: 'http://login.example/keys'}}",
                "paths: {order: [/orders, /metrics]}",
                "paths: {inventory: [/]}",
                "paths: {inventory: [/inventory]}",
                "paths: {inventory: [/inventory/release]}",
                "paths: {payment: [/payments/capture]}",
                "paths: {payment: [/health/live]}",
                "paymentGateway: {kind: paypal}",
                "stopGraceSeconds: 301",
                "image: {repository: ''}",
                "networkPolicy: {gateway: [{}]}",
                "networkPolicy: {more: [{to: [{ipBlock: {cidr: 10.9.0.0/16}}]}]}",
                "networkPolicy: {more: [{to: [], ports: [{port: 6379}]}]}",
                "common: {resources: {limits: {cpu: 1, memory: lots}}}"
            })
    void what_cannot_be_meant_is_refused(String values) {
        assertThatThrownBy(() -> Chart.with(values)).hasMessageContaining("schema");
    }

    @Test
    void what_can_be_meant_is_not() {
        assertThatCode(() -> Chart.with("access: {apiKeys: false, jwt: {issuer: 'https://login.example',"
                        + " audience: waybill, jwksUrl: 'https://login.example/keys'}}"))
                .doesNotThrowAnyException();
        assertThatCode(() -> Chart.with("common: {maxUnavailable: 34%, settings: {WAYBILL_RETRY_MODE: exponential}}"))
                .doesNotThrowAnyException();
    }
}
