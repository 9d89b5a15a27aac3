package waybill.server.observation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes traces by OTLP over HTTP, as any collector does, and keeps them. */
public final class Collector implements AutoCloseable {
    private final HttpServer http;
    private final List<Received> spans = new CopyOnWriteArrayList<>();

    /**
     * A span that came.
     *
     * @param parent empty if the trace begins with it
     */
    public record Received(
            String service,
            String kind,
            String name,
            String trace,
            String id,
            String parent,
            boolean failed,
            Map<String, String> attributes) {}

    /** On any free port of this machine. */
    public Collector() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        http.createContext("/v1/traces", this::take);
        http.start();
    }

    /** What {@code WAYBILL_TRACES_ENDPOINT} is for it. */
    public String endpoint() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            request.getResourceSpansList().forEach(this::take);
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void take(ResourceSpans resource) {
        String service = attributes(resource.getResource().getAttributesList()).getOrDefault("service.name", "");
        for (ScopeSpans scope : resource.getScopeSpansList()) {
            for (Span span : scope.getSpansList()) {
                spans.add(received(service, span));
            }
        }
    }

    private static Received received(String service, Span span) {
        HexFormat hex = HexFormat.of();
        return new Received(
                service,
                span.getKind().name().replace("SPAN_KIND_", ""),
                span.getName(),
                hex.formatHex(span.getTraceId().toByteArray()),
                hex.formatHex(span.getSpanId().toByteArray()),
                hex.formatHex(span.getParentSpanId().toByteArray()),
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
                attributes(span.getAttributesList()));
    }

    private static Map<String, String> attributes(List<KeyValue> pairs) {
        Map<String, String> attributes = new TreeMap<>();
        pairs.forEach(pair -> attributes.put(
                pair.getKey(),
                pair.getValue().hasIntValue()
                        ? Long.toString(pair.getValue().getIntValue())
                        : pair.getValue().getStringValue()));
        return attributes;
    }

    /** All that came so far. */
    List<Received> all() {
        return List.copyOf(spans);
    }

    /** Those of one trace. */
    List<Received> of(String trace) {
        return spans.stream().filter(span -> span.trace.equals(trace)).toList();
    }

    /** Each span of a trace with all that caused it before it: {@code order POST /orders > inventory …}. */
    public List<String> paths(String trace) {
        return of(trace).stream().map(this::path).sorted().toList();
    }

    private String path(Received span) {
        String own = span.service + " " + span.kind + " " + span.name;
        Optional<Received> cause = of(span.trace).stream()
                .filter(other -> other.id.equals(span.parent))
                .findFirst();
        return cause.map(other -> path(other) + " > " + own).orElse(own);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
