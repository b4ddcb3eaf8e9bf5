package dev.opsdeck.server.loadrun.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// N users: each sends a request, reads the answer, thinks, and sends the next. They begin one after the other
/// over the ramp-up, or within the first pause, at most a second, and not in one burst. A slow server slows its
/// users down, so latencies are those of the requests that were sent; how it would fare under a load that does
/// not wait, an open run tells.
final class ClosedTraffic implements Traffic {

    private static final long LONGEST_ENTRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    /// @param count      how many
    /// @param requests   most requests of all of them together
    /// @param entryNanos the time over which they begin; 0 for a short one
    /// @param thinkNanos each one's pause after an answer
    record Users(int count, long requests, long entryNanos, long thinkNanos) {

        private long entryOfEach() {
            long all = entryNanos > 0
                    ? entryNanos
                    : Math.min(Math.max(thinkNanos, LONGEST_ENTRY_NANOS / 10), LONGEST_ENTRY_NANOS);
            return all / count;
        }
    }

    private final Users users;
    private final long durationNanos;
    private final AtomicLong requestsLeft;
    private final long graceNanos;
    private final Mix mix;
    private final Lanes lanes;
    private final LongSupplier nanos;
    private final CountDownLatch left;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean stopped;

    ClosedTraffic(Users users, long durationNanos, long graceNanos, Mix mix, Lanes lanes, LongSupplier nanos) {
        this.users = users;
        this.durationNanos = durationNanos;
        this.requestsLeft = new AtomicLong(users.requests());
        this.graceNanos = graceNanos;
        this.mix = mix;
        this.lanes = lanes;
        this.nanos = nanos;
        this.left = new CountDownLatch(users.count());
    }

    @Override
    public void run(long start) throws InterruptedException {
        long end = start + durationNanos;
        long entry = users.entryOfEach();
        for (int user = 0; user < users.count(); user++) {
            long enters = start + user * entry;
            Mix own = mix.fork();
            Lane lane = lanes.open();
            Thread.ofVirtual().start(() -> use(lane, own, enters, end));
        }
        boolean ended = over.await(end + graceNanos - nanos.getAsLong(), TimeUnit.NANOSECONDS);
        if (!ended) {
            lanes.giveUp();
        }
        // What is closed ends at once.
        left.await(1, TimeUnit.SECONDS);
        lanes.close();
    }

    @Override
    public void stop() {
        stopped = true;
        over.countDown();
        lanes.close();
    }

    @Override
    public @Nullable Long askedBefore(long time) {
        return null;
    }

    private void use(Lane lane, Mix own, long enters, long end) {
        try {
            pauseUntil(enters);
            while (!stopped && end - nanos.getAsLong() > 0 && requestsLeft.getAndDecrement() > 0) {
                lane.call(own.next());
                pauseUntil(Math.min(end, nanos.getAsLong() + users.thinkNanos()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            left.countDown();
            if (left.getCount() == 0) {
                over.countDown();
            }
        }
    }

    private void pauseUntil(long time) throws InterruptedException {
        long wait = time - nanos.getAsLong();
        if (wait > 0) {
            if (over.await(wait, TimeUnit.NANOSECONDS)) {
                stopped = true;
            }
        }
    }
}
