package dev.opsdeck.server.tracing;

import dev.opsdeck.api.traces.TracingStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Traces on their way to one receiver: bounded, sent by a thread of its own. A receiver that is slow or gone costs
/// nobody anything: what does not fit is dropped and counted. Whoever made it closes it.
final class Outbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LAST_WAIT = Duration.ofSeconds(2);

    private final Destination destination;
    private final Pace pace;
    private final InstantSource clock;
    private final ArrayBlockingQueue<Finished> waiting;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LongAdder sent = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Thread thread;
    private volatile @Nullable Instant lastSuccess;
    private volatile @Nullable Failure lastFailure;

    /// @param room   traces that may wait
    /// @param batch  most traces in one sending
    /// @param linger how long a trace waits for others
    /// @param pause  before a second attempt; twice as long before each further one
    record Pace(int room, int batch, Duration linger, Duration pause) {

        static final Pace STANDARD = new Pace(2_000, 256, Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    private record Failure(Instant at, String sentence) {}

    Outbox(Destination destination, Pace pace, InstantSource clock) {
        this.destination = destination;
        this.pace = pace;
        this.clock = clock;
        this.waiting = new ArrayBlockingQueue<>(pace.room());
        this.thread = Thread.ofVirtual().name("traces-" + destination.name()).start(this::work);
    }

    /// Never blocks.
    void offer(Finished trace) {
        if (!waiting.offer(trace)) {
            dropped.increment();
        }
    }

    /// Whether one more may wait.
    boolean hasRoom() {
        return waiting.remainingCapacity() > 0;
    }

    /// Counts one that was not even made, for want of room.
    void leftOut() {
        dropped.increment();
    }

    TracingStatus.Exporter status() {
        Failure failure = lastFailure;
        return new TracingStatus.Exporter(
                destination.name(),
                destination.target(),
                sent.sum(),
                dropped.sum(),
                waiting.size(),
                lastSuccess,
                failure == null ? null : failure.at,
                failure == null ? null : failure.sentence);
    }

    /// Sends what waits if that goes quickly.
    @Override
    public void close() {
        closed.countDown();
        try {
            if (!thread.join(LAST_WAIT)) {
                thread.interrupt();
                thread.join(LAST_WAIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        destination.close();
    }

    private void work() {
        try {
            while (!closed.await(0, TimeUnit.SECONDS) || !waiting.isEmpty()) {
                List<Finished> batch = next();
                if (!batch.isEmpty()) {
                    deliver(batch);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Finished> next() throws InterruptedException {
        List<Finished> batch = new ArrayList<>();
        Finished first = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
            batch.add(first);
            if (waiting.size() < pace.batch()) {
                closed.await(pace.linger().toMillis(), TimeUnit.MILLISECONDS);
            }
            waiting.drainTo(batch, pace.batch() - 1);
        }
        return batch;
    }

    private void deliver(List<Finished> batch) throws InterruptedException {
        Duration wait = pace.pause();
        for (int attempt = 1; ; attempt++) {
            try {
                destination.send(batch);
                sent.add(batch.size());
                lastSuccess = clock.instant();
                return;
            } catch (Destination.Refused refused) {
                failed(String.valueOf(refused.getMessage()), refused);
                boolean closing = closed.getCount() == 0;
                if (!refused.later() || attempt == ATTEMPTS || closing) {
                    dropped.add(batch.size());
                    return;
                }
            } catch (RuntimeException bug) {
                failed("An error of this server; its log says more.", bug);
                LOG.error("Traces could not be sent to {}", destination.target(), bug);
                dropped.add(batch.size());
                return;
            }
            closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
            wait = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? wait.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void failed(String sentence, Exception why) {
        lastFailure = new Failure(clock.instant(), sentence);
        LOG.debug("{} did not take traces", destination.target(), why);
    }
}
