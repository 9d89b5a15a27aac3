package waybill.engine.http.server;

import io.helidon.common.tls.Tls;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import waybill.engine.http.Answer;
import waybill.engine.http.Problem;
import waybill.engine.http.ProblemDocument;
import waybill.engine.http.Route;
import waybill.engine.http.headers.Trace;
import waybill.engine.http.tls.Arrivals;
import waybill.engine.http.tls.Certificates;

/** The HTTP server of a process. */
public final class HttpServer implements AutoCloseable {
    /** Room for the method and the version around the longest address. */
    private static final int REQUEST_LINE_EXTRA = 64;

    /** Longer than any connection lives: the watchdog ends silent ones. */
    private static final Duration NEVER = Duration.ofDays(365);

    private static final int REQUEST_TIMEOUT = 408;
    private static final int INTERNAL_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final int COUNTED_BY_US = -1;

    /** When the server stops, outcomes that come within this are still told. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    private final WebServer server;
    private final Edge edge;
    private final Watchdog watchdog;
    private final Runnable endWaits;

    private HttpServer(WebServer server, Edge edge, Watchdog watchdog, Runnable endWaits) {
        this.server = server;
        this.edge = edge;
        this.watchdog = watchdog;
        this.endWaits = endWaits;
    }

    /**
     * Starts listening and answering.
     *
     * @throws CannotListen if the port is taken or the address is not this machine's
     */
    public static HttpServer start(HttpSettings settings, MeterRegistry metrics) {
        HttpLimits limits = settings.limits();
        RequestTimers noRoute = new RequestTimers(metrics, RequestTimers.NO_ROUTE);
        Admission admission = new Admission(limits.callsMax());
        Edge edge = new Edge(table(settings, metrics), limits, settings.faults(), admission, noRoute);
        Arrivals arrivals = new Arrivals(limits.connectionsMax());
        Watchdog watchdog =
                new Watchdog(limits, tooSlow(), () -> noRoute.record("OTHER", REQUEST_TIMEOUT, 0), arrivals);
        settings.tls().ifPresent(certificates -> gauge(metrics, certificates));
        gauges(metrics, admission, watchdog);
        Gauge.builder("http.server.streams", edge.streams(), EventStreams::size)
                .description("Clients who are being told events now")
                .register(metrics);
        requireFree(settings.host(), settings.port());
        WebServerConfig.Builder config = config(settings, noRoute)
                .connectionOptions(arrivals)
                .addConnectionSelector(new WatchedConnections(http1(limits), edge, watchdog, arrivals));
        settings.tls().ifPresent(certificates -> config.tls(tls(certificates)));
        WebServer server = config.build().start();
        if (!server.isRunning()) {
            throw new CannotListen(sentence(settings.host(), settings.port(), "the server did not start"), null);
        }
        watchdog.start();
        return new HttpServer(server, edge, watchdog, settings.endWaits());
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Goes on answering, and says with every answer that the next request is better sent to somebody else. */
    public void sayGoodbye() {
        edge.sayGoodbye();
    }

    /**
     * Takes no more connections, lets running calls finish within the limit, then closes what is left. Who waits for an
     * outcome gets another moment, because most outcomes need no more, and is then answered with what there is.
     */
    @Override
    public void close() {
        edge.stop();
        CompletableFuture.delayedExecutor(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(endWaits);
        watchdog.stopServing();
        server.stop();
        watchdog.close();
    }

    private static void gauges(MeterRegistry metrics, Admission admission, Watchdog watchdog) {
        Gauge.builder("http.server.calls", admission, Admission::inside)
                .description("Calls being answered now")
                .register(metrics);
        Gauge.builder("http.server.connections", watchdog, Watchdog::size)
                .description("Connections that are open now")
                .register(metrics);
    }

    private static RouteTable table(HttpSettings settings, MeterRegistry metrics) {
        List<Route> all = new ArrayList<>();
        settings.routes().forEach(routes -> all.addAll(routes.all()));
        return new RouteTable(
                all,
                route -> new Endpoint(
                        route, timers(route, metrics), settings.tracing().of(route.service())));
    }

    private static RequestTimers timers(Route route, MeterRegistry metrics) {
        RequestTimers timers = new RequestTimers(metrics, route.template());
        if (!route.method().equals("GET")) {
            timers.expect(route.method(), INTERNAL_ERROR, UNAVAILABLE);
        }
        return timers;
    }

    private static void gauge(MeterRegistry metrics, Certificates certificates) {
        Gauge.builder(
                        "tls.certificate.expires.seconds",
                        certificates,
                        now -> now.expires().getEpochSecond())
                .description("When the certificate that clients are shown expires, in seconds since 1970")
                .register(metrics);
    }

    private static Tls tls(Certificates certificates) {
        return Tls.builder()
                .sslContext(certificates.context())
                .sslParameters(certificates.parameters())
                .build();
    }

    private static WebServerConfig.Builder config(HttpSettings settings, RequestTimers noRoute) {
        HttpLimits limits = settings.limits();
        return WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .directHandlers(new Refusals(noRoute).forAllEvents())
                .errorHandling(ErrorHandling.builder().includeEntity(true).build())
                .contentEncoding(
                        ContentEncodingContext.create(encodings -> encodings.contentEncodingsDiscoverServices(false)))
                .maxTcpConnections(COUNTED_BY_US)
                .shutdownGracePeriod(limits.drain())
                .idleConnectionTimeout(NEVER)
                .idleConnectionPeriod(NEVER);
    }

    private static Http1ConnectionSelector http1(HttpLimits limits) {
        return Http1ConnectionSelector.builder()
                .config(Http1Config.builder()
                        .maxPrologueLength(limits.uriBytesMax() + REQUEST_LINE_EXTRA)
                        .maxHeadersSize(limits.headerBytesMax())
                        .receiveLog(false)
                        .sendLog(false)
                        .build())
                .build();
    }

    private static byte[] tooSlow() {
        Trace trace = Trace.of(null, null);
        Problem problem = Problem.of("request-timeout", "The request was not complete in time. Nothing was done.");
        Answer answer = ProblemDocument.of(problem, "", trace.traceId());
        return ResponseBytes.of(answer, trace.requestId(), true, true);
    }

    /**
     * Tries the address before the server does, because it would only log that it is taken.
     *
     * @throws CannotListen if it is taken or not this machine's
     */
    public static void requireFree(String host, int port) {
        try (ServerSocket trial = new ServerSocket()) {
            trial.setReuseAddress(true);
            trial.bind(new InetSocketAddress(host, port));
        } catch (IOException taken) {
            String reason = taken.getMessage();
            throw new CannotListen(sentence(host, port, reason == null ? "it is refused" : reason), taken);
        }
    }

    private static String sentence(String host, int port, String reason) {
        return "Cannot listen on " + host + ":" + port + ": " + reason + ".";
    }
}
