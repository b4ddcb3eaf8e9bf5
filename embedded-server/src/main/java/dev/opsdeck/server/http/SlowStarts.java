package dev.opsdeck.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hangs up on clients that take more than ten seconds until it is known what they speak: without a byte, or with a
/// TLS handshake that never ends, they would hold a connection for ever, as Helidon's own limits of time begin only
/// after that. Told by the listener's thread and each connection's thread; looked through by a third.
final class SlowStarts {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(SlowStarts.class);

    /// By the client's end: of one listener, no two connections have the same at a time.
    private final ConcurrentHashMap<SocketAddress, Start> starting = new ConcurrentHashMap<>();

    private final LongSupplier nanos;

    private record Start(SocketChannel channel, long since) {}

    SlowStarts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// The same options; what they are applied to was accepted just now.
    SocketOptions from(SocketOptions options) {
        return new Accepted(options);
    }

    /// The same selector; what it makes a connection of has begun.
    ServerConnectionSelector until(ServerConnectionSelector selector) {
        return new Begun(selector);
    }

    /// Closes those that are too slow: whoever waits for their next byte is told so.
    void hangUp() {
        long now = nanos.getAsLong();
        starting.forEach((client, start) -> {
            boolean over = now - start.since > LONGEST.toNanos();
            if ((over || !start.channel.isOpen()) && starting.remove(client, start)) {
                close(start.channel);
            }
        });
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("A client that took too long could not be hung up on: {}", e.getMessage());
        }
    }

    private void accepted(SocketChannel channel) {
        try {
            starting.put(channel.getRemoteAddress(), new Start(channel, nanos.getAsLong()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Accepted implements SocketOptions {

        private final SocketOptions own;

        Accepted(SocketOptions own) {
            this.own = own;
        }

        @Override
        public void configureSocket(SocketChannel channel) {
            own.configureSocket(channel);
            accepted(channel);
        }

        @Override
        public Map<SocketOption<?>, Object> socketOptions() {
            return own.socketOptions();
        }

        @Override
        public Duration connectTimeout() {
            return own.connectTimeout();
        }

        @Override
        public Duration readTimeout() {
            return own.readTimeout();
        }

        @Override
        public Optional<Integer> socketReceiveBufferSize() {
            return own.socketReceiveBufferSize();
        }

        @Override
        public Optional<Integer> socketSendBufferSize() {
            return own.socketSendBufferSize();
        }

        @Override
        public boolean socketReuseAddress() {
            return own.socketReuseAddress();
        }

        @Override
        public boolean socketKeepAlive() {
            return own.socketKeepAlive();
        }

        @Override
        public boolean tcpNoDelay() {
            return own.tcpNoDelay();
        }
    }

    private final class Begun implements ServerConnectionSelector {

        private final ServerConnectionSelector own;

        Begun(ServerConnectionSelector own) {
            this.own = own;
        }

        @Override
        public ServerConnection connection(ConnectionContext context) {
            starting.remove(context.remotePeer().address());
            return own.connection(context);
        }

        @Override
        public int bytesToIdentifyConnection() {
            return own.bytesToIdentifyConnection();
        }

        @Override
        public Support supports(BufferData data) {
            return own.supports(data);
        }

        @Override
        public Set<String> supportedApplicationProtocols() {
            return own.supportedApplicationProtocols();
        }
    }
}
