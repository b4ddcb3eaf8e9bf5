package dev.opsdeck.server.http;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http1.Http1ConnectionSelectorConfig;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.http2.Http2Upgrader;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The listening socket with every limit set: Helidon's defaults are open.
public final class HttpFoundation {

    private static final int MAX_CONNECTIONS = 2_000;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;
    private static final int MAX_STREAMS = 100;

    /// The largest body of any route (an uploaded feed); every other route has its own, far smaller limit.
    private static final long MAX_BODY_BYTES = 2L << 30;

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);
    /// Of a request: a second less, as sending the answer takes some, too.
    private static final Duration LONG = KEEP_ALIVE.minusSeconds(1);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private HttpFoundation() {}

    /// Starts to listen; HTTP/1.1 in clear only. The caller stops it.
    public static WebServer listen(String bind, int port, ErrorMapping errors, Consumer<HttpRouting.Builder> routing) {
        return listen(bind, port, WireSettings.PLAIN, null, errors, System::nanoTime, routing);
    }

    /// Starts to listen. The caller stops it.
    ///
    /// @param tls   the certificate; null when it listens in clear
    /// @param nanos how long slow clients take is measured by this
    public static WebServer listen(
            String bind,
            int port,
            WireSettings wire,
            @Nullable TlsFiles tls,
            ErrorMapping errors,
            LongSupplier nanos,
            Consumer<HttpRouting.Builder> routing) {
        SlowStarts starts = new SlowStarts(nanos);
        SlowHeaders headers = new SlowHeaders(nanos);
        WebServerConfig.Builder server = WebServer.builder()
                .shutdownHook(false)
                .host(bind)
                .port(port)
                .backlog(1024)
                .maxTcpConnections(MAX_CONNECTIONS)
                .maxPayloadSize(MAX_BODY_BYTES)
                .idleConnectionTimeout(KEEP_ALIVE)
                .idleConnectionPeriod(Duration.ofSeconds(1))
                .shutdownGracePeriod(DRAIN)
                .connectionOptions(starts.from(SocketOptions.builder()
                        .tcpNoDelay(true)
                        .readTimeout(Duration.ofSeconds(30))
                        .buildPrototype()))
                .protocolsDiscoverServices(false)
                .contentEncoding(new GzipEncoding())
                .directHandlers(errors.directHandlers())
                .routing(builder -> {
                    builder.addFilter(new ConnectionEnd(nanos, LONG.toNanos()));
                    routing.accept(builder);
                });
        if (tls != null) {
            server.tls(tls.tls());
        }
        Http1ConnectionSelectorConfig.Builder http1 = Http1ConnectionSelector.builder()
                .config(Http1Config.builder()
                        .maxHeadersSize(MAX_HEADER_BYTES)
                        .maxPrologueLength(MAX_REQUEST_LINE_BYTES)
                        .addReceiveListener(headers)
                        .build());
        if (wire.http2()) {
            Http2Config http2 = Http2Config.builder()
                    .maxHeaderListSize(MAX_HEADER_BYTES)
                    .maxConcurrentStreams(MAX_STREAMS)
                    .sendErrorDetails(false)
                    .build();
            http1.addUpgrader(Http2Upgrader.create(http2));
            server.addConnectionSelector(starts.until(
                    Http2ConnectionSelector.builder().http2Config(http2).build()));
        }
        WebServer web = server.addConnectionSelector(starts.until(http1.build()))
                .build()
                .start();
        watch(web, starts, headers);
        return web;
    }

    /// Looks for slow clients, in a thread that ends with the server.
    private static void watch(WebServer web, SlowStarts starts, SlowHeaders headers) {
        Thread.ofVirtual().name("opsdeck-slow-clients").start(() -> {
            while (web.isRunning()) {
                LockSupport.parkNanos(LOOK.toNanos());
                starts.hangUp();
                headers.hangUp();
            }
        });
    }
}
