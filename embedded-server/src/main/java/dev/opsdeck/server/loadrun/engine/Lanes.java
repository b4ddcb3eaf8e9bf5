package dev.opsdeck.server.loadrun.engine;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// All connections of a run: makes them, ends those whose request is past its time, closes them. Any thread.
final class Lanes {

    private final Target target;
    private final InetSocketAddress address;
    private final long timeoutNanos;
    private final Tally tally;
    private final LongSupplier nanos;
    private final List<Lane> all = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable HttpConnection> ready;
    private volatile boolean closed;

    /// @param ready a connection that is open already; the first lane takes it
    Lanes(
            Target target,
            InetSocketAddress address,
            long timeoutNanos,
            Tally tally,
            LongSupplier nanos,
            @Nullable HttpConnection ready) {
        this.target = target;
        this.address = address;
        this.timeoutNanos = timeoutNanos;
        this.tally = tally;
        this.nanos = nanos;
        this.ready = new AtomicReference<>(ready);
    }

    Lane open() {
        HttpConnection taken = ready.getAndSet(null);
        Lane lane = new Lane(taken == null ? new HttpConnection(target, address, timeoutNanos) : taken, tally, nanos);
        all.add(lane);
        if (closed) {
            lane.close();
        }
        return lane;
    }

    int size() {
        return all.size();
    }

    /// To be called often: its distance is how exact a timeout is.
    void expire() {
        long now = nanos.getAsLong();
        for (Lane lane : all) {
            lane.connection().expire(now);
        }
    }

    void giveUp() {
        all.forEach(Lane::giveUp);
    }

    void close() {
        closed = true;
        all.forEach(Lane::close);
        HttpConnection unused = ready.getAndSet(null);
        if (unused != null) {
            unused.close();
        }
    }
}
