package dev.opsdeck.server.http;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.time.Duration;
import java.util.function.Consumer;

/// The listening socket with every limit set: Helidon's defaults are open.
public final class HttpFoundation {

    private static final int MAX_CONNECTIONS = 2_000;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;

    /// The largest body of any route (an uploaded feed); every other route has its own, far smaller limit.
    private static final long MAX_BODY_BYTES = 2L << 30;

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private HttpFoundation() {}

    /// Starts to listen; HTTP/1.1 only. The caller stops it.
    public static WebServer listen(String bind, int port, ErrorMapping errors, Consumer<HttpRouting.Builder> routing) {
        Http1Config http1 = Http1Config.builder()
                .maxHeadersSize(MAX_HEADER_BYTES)
                .maxPrologueLength(MAX_REQUEST_LINE_BYTES)
                .build();
        return WebServer.builder()
                .shutdownHook(false)
                .host(bind)
                .port(port)
                .backlog(1024)
                .maxTcpConnections(MAX_CONNECTIONS)
                .maxPayloadSize(MAX_BODY_BYTES)
                .idleConnectionTimeout(KEEP_ALIVE)
                .idleConnectionPeriod(Duration.ofSeconds(1))
                .shutdownGracePeriod(DRAIN)
                .connectionOptions(SocketOptions.builder()
                        .tcpNoDelay(true)
                        .readTimeout(Duration.ofSeconds(30))
                        .buildPrototype())
                .protocolsDiscoverServices(false)
                .addConnectionSelector(
                        Http1ConnectionSelector.builder().config(http1).build())
                .contentEncoding(new GzipEncoding())
                .directHandlers(errors.directHandlers())
                .routing(builder -> routing.accept(builder))
                .build()
                .start();
    }
}
