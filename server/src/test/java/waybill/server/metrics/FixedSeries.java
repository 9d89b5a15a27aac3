package waybill.server.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import waybill.engine.core.chaos.Chaos;
import waybill.order.domain.OrderStatus;

/** Every series with labels whose values are known beforehand, of a process that runs all services. */
final class FixedSeries {
    private static final List<String> SERVICES = List.of("order", "inventory", "payment");
    private static final List<String> CALLED = List.of("inventory", "payment", "gateway", "gateway-questions");
    private static final List<String> TROUBLES =
            List.of("unreachable", "timeout", "lost", "too_many_requests", "server_error");
    private static final List<String> STEPS =
            List.of("CREATE_ORDER", "RESERVE_INVENTORY", "AUTHORIZE_PAYMENT", "CONFIRM_ORDER");
    private static final List<String> STATUSES =
            Stream.of(OrderStatus.values()).map(Enum::name).toList();
    private static final List<String> HEARING = List.of(
            "order<inventory",
            "order<payment",
            "inventory<order",
            "inventory<payment",
            "payment<order",
            "payment<inventory");

    private final List<String> all = new ArrayList<>();

    private FixedSeries() {}

    static List<String> all() {
        FixedSeries series = new FixedSeries();
        series.ofTheBusiness();
        series.ofTheMachine();
        return series.all;
    }

    private void ofTheBusiness() {
        each("orders_total", "status", STATUSES);
        each("orders_current", "status", STATUSES);
        each("orders_stuck", "step", STEPS);
        one("orders_unverified", "orders_intake", "payments_unresolved", "payment_authorizations_expiring");
        each(
                "order_processing_duration_seconds_count",
                "outcome",
                List.of("CONFIRMED", "PLACED", "PAYMENT_FAILED", "OUT_OF_STOCK", "CANCELLED", "SAGA_TIMEOUT"));
        each("saga_step_duration_seconds_count{outcome=\"DONE\",", "step", STEPS);
        each(
                "saga_step_duration_seconds_count{outcome=\"FAILED\",",
                "step",
                List.of("RESERVE_INVENTORY", "AUTHORIZE_PAYMENT"));
        each("saga_compensations_total", "kind", List.of("RELEASE_INVENTORY", "RETURN_PAYMENT"));
        each(
                "consistency_violations",
                "check",
                IntStream.rangeClosed(1, 11).mapToObj(law -> "I" + law).toList());
        each("inventory_units", "state", List.of("on_hand", "available", "held", "committed"));
        for (String operation : List.of("AUTHORIZE", "CAPTURE", "VOID", "REFUND")) {
            each(
                    "payments_total{operation=\"" + operation + "\",",
                    "result",
                    List.of("SUCCEEDED", "DECLINED", "ERRORED", "UNKNOWN", "MANUAL_REVIEW"));
        }
        for (String service : SERVICES) {
            each(
                    "idempotency_requests_total{name=\"" + service + "\",",
                    "result",
                    List.of("first", "replayed", "reused", "in_use"));
        }
    }

    private void ofTheMachine() {
        for (String gauge : List.of(
                "events_published_total",
                "events_parked",
                "feed_gap_events",
                "command_queue_size",
                "database_samples_age_seconds")) {
            each(gauge, "name", SERVICES);
        }
        each("events_consumed_total", "subscriber", HEARING);
        each("events_duplicate_total", "subscriber", HEARING);
        each("feed_lag_events", "subscriber", HEARING);
        each("feed_lag_events", "subscriber", List.of("view:orders", "view:movements", "view:unresolved"));
        for (String meter : List.of(
                "circuit_breaker_state",
                "circuit_breaker_refused_total",
                "bulkhead_calls",
                "bulkhead_rejected_total")) {
            each(meter, "name", CALLED);
        }
        for (String called : CALLED) {
            each("retry_count_total{name=\"" + called + "\",", "reason", TROUBLES);
        }
        each(
                "chaos_injected_total",
                "point",
                Stream.of(Chaos.Point.values()).map(Chaos.Point::label).toList());
        one("chaos_mode", "waybill_info{version=\"0.1.0\"}");
        each("hikaricp_connections", "pool", SERVICES);
        each("hikaricp_connections_pending", "pool", SERVICES);
        for (String route : List.of("/orders", "/orders/{id}/fulfill", "/inventory/reserve", "/payments/capture")) {
            for (String status : List.of("500", "503")) {
                one("http_server_requests_seconds_count{method=\"POST\",route=\"%s\",status=\"%s\"}"
                        .formatted(route, status));
            }
        }
        one("http_server_calls", "http_server_connections", "http_server_streams");
    }

    private void one(String... series) {
        all.addAll(List.of(series));
    }

    /** Labels are written in the order of their names. */
    private void each(String beginning, String label, List<String> values) {
        String begun = beginning.endsWith(",") ? beginning : beginning + "{";
        values.forEach(value -> all.add(String.format(Locale.ROOT, "%s%s=\"%s\"}", begun, label, value)));
    }
}
