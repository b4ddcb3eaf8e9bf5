package dev.opsdeck.server.http;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Hangs up on clients that take more than ten seconds for the headers of a request: a byte now and then would hold a
/// connection for ever. Told by each connection's thread; looked through by another.
final class SlowHeaders implements Http1ConnectionListener {

    static final Duration LONGEST = Duration.ofSeconds(10);

    private final ConcurrentHashMap<Thread, Long> reading = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    SlowHeaders(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        reading.put(Thread.currentThread(), nanos.getAsLong());
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        reading.remove(Thread.currentThread());
    }

    /// Interrupts those that are too slow: a thread that is interrupted in a read closes its socket.
    void hangUp() {
        long now = nanos.getAsLong();
        reading.forEach((thread, since) -> {
            if (now - since > LONGEST.toNanos() && reading.remove(thread, since)) {
                thread.interrupt();
            }
        });
    }
}
