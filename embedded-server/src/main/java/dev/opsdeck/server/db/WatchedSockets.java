package dev.opsdeck.server.db;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sockets that are closed when a read takes too long, which ends it with an [IOException]: as `SO_TIMEOUT`, but
/// with one [Alarm] in all that time instead of a timer for each read. Thread-safe; the driver makes one for each
/// connection, by its name.
public final class WatchedSockets extends SocketFactory {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedSockets.class);

    private final long limitNanos;
    private final LongSupplier nanos;
    private final Alarm alarm;

    /// @param limitMillis how long a read may take, a whole number of milliseconds
    public WatchedSockets(String limitMillis) {
        this(Long.parseLong(limitMillis), System::nanoTime, Alarm.SYSTEM);
    }

    WatchedSockets(long limitMillis, LongSupplier nanos, Alarm alarm) {
        this.limitNanos = limitMillis * 1_000_000;
        this.nanos = nanos;
        this.alarm = alarm;
    }

    @Override
    public Socket createSocket() {
        return new Watched();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    private Socket connected(InetSocketAddress to, @Nullable InetSocketAddress from) throws IOException {
        Socket socket = createSocket();
        try {
            socket.bind(from);
            socket.connect(to);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private final class Watched extends Socket {

        /// Whether the alarm is set.
        private final AtomicBoolean alarmed = new AtomicBoolean();

        private volatile boolean reading;
        /// When the latest read began; of no meaning before the first.
        private volatile long sinceNanos;

        private volatile boolean overdue;

        @Override
        public InputStream getInputStream() throws IOException {
            return new Reads(super.getInputStream());
        }

        private void look() {
            alarmed.set(false);
            // Who begins now sets the alarm again.
            if (!reading) {
                return;
            }
            long left = limitNanos - (nanos.getAsLong() - sinceNanos);
            if (left <= 0) {
                breakOff();
            } else {
                setAlarm(left);
            }
        }

        private void setAlarm(long left) {
            if (alarmed.get() || !alarmed.compareAndSet(false, true)) {
                return;
            }
            try {
                alarm.in(left, this::look);
            } catch (RuntimeException | Error e) {
                alarmed.set(false);
                throw e;
            }
        }

        private void breakOff() {
            overdue = true;
            try {
                close();
            } catch (IOException e) {
                LOG.warn("A socket on which no answer came could not be closed", e);
            }
        }

        /// Skips by reading.
        private final class Reads extends InputStream {

            private final InputStream in;

            Reads(InputStream in) {
                this.in = in;
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                sinceNanos = nanos.getAsLong();
                reading = true;
                try {
                    setAlarm(limitNanos);
                    return in.read(into, offset, length);
                } catch (IOException e) {
                    if (!overdue) {
                        throw e;
                    }
                    // No SocketTimeoutException: after one the driver reads on, unless it set the limit itself.
                    throw new IOException("No answer within " + limitNanos / 1_000_000 + " ms", e);
                } finally {
                    reading = false;
                }
            }

            @Override
            public int available() throws IOException {
                return in.available();
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        }
    }
}
