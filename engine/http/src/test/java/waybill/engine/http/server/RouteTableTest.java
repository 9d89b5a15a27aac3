package waybill.engine.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import waybill.engine.core.tracing.Tracer;
import waybill.engine.http.Answer;
import waybill.engine.http.Route;
import waybill.engine.http.Route.Door;
import waybill.engine.http.access.Access;

/** Which endpoint a path finds. */
class RouteTableTest {
    private static final RouteTable TABLE = new RouteTable(
            List.of(
                    route("GET", "/"),
                    route("GET", "/orders"),
                    route("POST", "/orders"),
                    route("GET", "/orders/{id}"),
                    route("GET", "/orders/{id}/events"),
                    route("GET", "/orders/special/notes"),
                    route("DELETE", "/orders/{id}/holds/{hold}"),
                    route("GET", "/inventory/items/{productId}"),
                    route("GET", "/inventory/check")),
            route -> new Endpoint(route, new RequestTimers(new SimpleMeterRegistry(), route.template()), Tracer.NONE));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "GET    | /                         | /                          | {}",
                "GET    | /orders                   | /orders                    | {}",
                "HEAD   | /orders                   | /orders                    | {}",
                "GET    | /%6Frders                 | /orders                    | {}",
                "GET    | /orders/7                 | /orders/{id}               | {id=7}",
                "GET    | /orders/a%2Fb             | /orders/{id}               | {id=a/b}",
                "GET    | /orders/a%20b             | /orders/{id}               | {id=a b}",
                "GET    | /orders/a+b               | /orders/{id}               | {id=a+b}",
                "GET    | /orders/7/events          | /orders/{id}/events        | {id=7}",
                "GET    | /orders/special/notes     | /orders/special/notes      | {}",
                "GET    | /orders/special/events    | /orders/{id}/events        | {id=special}",
                "GET    | /orders/special           | /orders/{id}               | {id=special}",
                "DELETE | /orders/7/holds/OPERATOR  | /orders/{id}/holds/{hold}  | {id=7, hold=OPERATOR}",
                "GET    | /inventory/items/A.b-c    | /inventory/items/{productId} | {productId=A.b-c}",
                "DELETE | /orders/7                 | -                          | GET, HEAD",
                "PUT    | /orders                   | -                          | GET, HEAD, POST",
                "GET    | /orders/7/holds           | -                          | ''",
                "GET    | /orders/                  | -                          | ''",
                "GET    | /orders//events           | -                          | ''",
                "GET    | /Orders                   | -                          | ''",
                "GET    | /orders/7/events/8        | -                          | ''",
                "GET    | /orders/%                 | -                          | ''",
                "GET    | /orders/%C0%AF            | -                          | ''",
                "GET    | /none                     | -                          | ''"
            })
    void a_path_finds_its_template_or_the_methods_it_has(
            String method, String path, @Nullable String template, String rest) {
        RouteTable.Match match = TABLE.match(method, path);
        if (template == null) {
            assertThat(match.endpoint()).isNull();
            assertThat(match.allow()).isEqualTo(rest);
        } else {
            assertThat(Objects.requireNonNull(match.endpoint()).route().template())
                    .isEqualTo(template);
            assertThat(match.values()).hasToString(rest);
        }
    }

    private static Route route(String method, String template) {
        return new Route(method, template, template, Set.of(), Door.API, Access.everybody(), call -> Answer.empty(204));
    }
}
