package dev.opsdeck.console.connection;

import dev.opsdeck.console.connection.Failure.Bug;
import dev.opsdeck.console.connection.Failure.Offline;
import dev.opsdeck.console.connection.Failure.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import okhttp3.sse.EventSources;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the live stream of one server open: on one virtual thread it connects, catches up, reads, and after a loss
/// waits and begins again. A second one watches that samples come. Started and closed by who made it, on any thread.
public final class EventStreamClient implements AutoCloseable {

    /// Without a sample for so long the connection counts as lost, although the socket may be open.
    static final Duration SILENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(EventStreamClient.class);

    private final ApiClient api;
    private final Wire wire;
    private final StreamListener listener;
    private final InstantSource clock;
    private final LongSupplier nanoClock;
    private final Backoff backoff;
    private final Duration watchPeriod;
    private final Semaphore wake = new Semaphore(0);
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile ApiClient.@Nullable LiveCall call;
    private @Nullable String lastEventId;
    private @Nullable Instant lastSampleAt;

    EventStreamClient(
            ApiClient api,
            Wire wire,
            StreamListener listener,
            InstantSource clock,
            LongSupplier nanoClock,
            Backoff backoff,
            Duration watchPeriod) {
        this.api = api;
        this.wire = wire;
        this.listener = listener;
        this.clock = clock;
        this.nanoClock = nanoClock;
        this.backoff = backoff;
        this.watchPeriod = watchPeriod;
    }

    /// Begins.
    public void start() {
        Thread.ofVirtual().name("live stream").start(this::run);
    }

    /// Does not wait any longer for the next attempt.
    public void retryNow() {
        wake.release();
    }

    /// Ends the stream; the listener is not called again but for an event that is just under way.
    @Override
    public void close() {
        closed.set(true);
        ApiClient.LiveCall open = call;
        if (open != null) {
            open.close();
        }
        wake.release();
    }

    private void run() {
        try {
            while (!closed.get()) {
                listener.connecting();
                Failure why = attempt();
                if (closed.get()) {
                    return;
                }
                Duration pause = backoff.next();
                wake.drainPermits();
                listener.lost(why, clock.instant().plus(pause));
                wake.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Failure attempt() {
        try {
            return follow();
        } catch (ApiFailure e) {
            LOG.debug("No live stream: {}", e.getMessage());
            return e.failure();
        } catch (RuntimeException e) {
            LOG.error("The live stream failed", e);
            return new Bug(e);
        }
    }

    private Failure follow() {
        api.health();
        try (ApiClient.LiveCall stream = api.live(lastEventId)) {
            call = stream;
            if (closed.get()) {
                return gone();
            }
            var response = stream.open();
            // The stream is open already: nothing can fall between what is read here and its first event.
            listener.caughtUp(new Past(api, clock).read(lastSampleAt));
            EventReader reader = new EventReader(wire, listener, nanoClock);
            try (Watch watch = new Watch(reader, stream)) {
                watch.start();
                EventSources.processResponse(response, reader);
                return gone();
            } finally {
                lastEventId = reader.lastEventId() == null ? lastEventId : reader.lastEventId();
                if (reader.lastSampleAt() != null) {
                    lastSampleAt = reader.lastSampleAt();
                    backoff.reset();
                }
            }
        } finally {
            call = null;
        }
    }

    private Failure gone() {
        return new Offline(Reason.GONE, api.server(), api.address());
    }

    /// Breaks the stream off when it has been silent for too long.
    private final class Watch implements AutoCloseable {
        private final EventReader reader;
        private final ApiClient.LiveCall stream;
        private final Semaphore ended = new Semaphore(0);

        Watch(EventReader reader, ApiClient.LiveCall stream) {
            this.reader = reader;
            this.stream = stream;
        }

        void start() {
            Thread.ofVirtual().name("live stream watch").start(this::run);
        }

        private void run() {
            try {
                while (!ended.tryAcquire(watchPeriod.toNanos(), TimeUnit.NANOSECONDS)) {
                    if (nanoClock.getAsLong() - reader.lastSampleNanos() > SILENCE.toNanos()) {
                        stream.close();
                        return;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            ended.release();
        }
    }
}
