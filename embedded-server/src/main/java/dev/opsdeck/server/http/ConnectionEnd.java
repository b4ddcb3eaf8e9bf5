package dev.opsdeck.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/// Closes an HTTP/1.1 connection after the answer when either side said `Connection: close`; Helidon 4.5.0 says it too,
/// but goes on reading. What is left of a body that nobody read would then be taken for the next request. The outermost
/// filter, called on the request's thread.
///
/// And says so itself when a request took long: Helidon counts a connection as idle from the beginning of its request
/// on, and hangs up after the answer without a word. A client that sends the next request at once loses it.
final class ConnectionEnd implements Filter {

    private final LongSupplier nanos;
    private final long longNanos;

    /// @param nanos     a clock, nanoseconds
    /// @param longNanos requests that take longer are the last of their connection
    ConnectionEnd(LongSupplier nanos, long longNanos) {
        this.nanos = nanos;
        this.longNanos = longNanos;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest req, RoutingResponse res) {
        boolean one = req.prologue().protocolVersion().startsWith("1.");
        if (one) {
            long begin = nanos.getAsLong();
            res.beforeSend(() -> {
                if (nanos.getAsLong() - begin > longNanos) {
                    res.headers().set(HeaderValues.CONNECTION_CLOSE);
                }
            });
        }
        chain.proceed();
        if (one
                && (req.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
                        || res.headers().contains(HeaderValues.CONNECTION_CLOSE))) {
            readRest(req);
            throw new CloseConnectionException("as agreed");
        }
    }

    /// Closing on a client that still sends would take the answer from it.
    private static void readRest(RoutingRequest req) {
        if (req.content().consumed() || req.headers().contains(HeaderNames.EXPECT)) {
            return;
        }
        try (InputStream rest = req.content().inputStream()) {
            rest.skip(Bodies.GRACE_BYTES);
        } catch (IOException | RuntimeException gone) {
            // It was to be closed anyway.
        }
    }
}
