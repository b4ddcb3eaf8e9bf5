package dev.opsdeck.server.profiles;

import dev.opsdeck.api.profiles.SampledMethods;
import dev.opsdeck.server.profiles.HourRepository.Hour;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/// The samples that are taken all the time, by hour: added up in memory by the thread that hears of them, stored
/// once a minute by one that may wait. Any thread.
final class SampledHours {

    /// Methods of each order that are stored of an hour.
    private static final int STORED = 200;

    private static final int TOLD = 100;
    private static final Duration KEPT = Duration.ofDays(14);

    /// Hours that wait for a database that is gone.
    private static final int MOST_WAITING = 3;

    private final HourRepository repository;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    /// The latest last. Guarded by the lock, with what is in it.
    private final Deque<Part> parts = new ArrayDeque<>();

    /// An hour, or what is not stored of it yet.
    private static final class Part {

        private final Instant at;
        private final SampleCounts counts = new SampleCounts();
        private boolean resumed;
        private boolean changed;

        Part(Instant at) {
            this.at = at;
        }
    }

    SampledHours(HourRepository repository, InstantSource clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /// One sample. Never waits for the database.
    ///
    /// @param stack null when none was found
    /// @param nanos time that it stands for
    void add(Instant at, @Nullable RecordedStackTrace stack, long nanos) {
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        lock.lock();
        try {
            Part part = parts.peekLast();
            if (part == null || part.at.isBefore(hour)) {
                part = new Part(hour);
                parts.addLast(part);
                if (parts.size() > MOST_WAITING) {
                    parts.removeFirst();
                }
            }
            part.counts.add(stack, nanos);
            part.changed = true;
        } finally {
            lock.unlock();
        }
    }

    /// Stores what is new, and forgets what is old.
    void save() {
        for (Part part : snapshot()) {
            // A process before this one may have stored something of the hour.
            Hour before = part.resumed ? null : repository.own(part.at).orElse(null);
            Hour now = joined(part, before);
            if (now != null) {
                repository.save(now);
            }
        }
        repository.trim(clock.instant().minus(KEPT));
    }

    private List<Part> snapshot() {
        lock.lock();
        try {
            return List.copyOf(parts);
        } finally {
            lock.unlock();
        }
    }

    /// @return null when nothing has come since it was stored
    private @Nullable Hour joined(Part part, @Nullable Hour before) {
        lock.lock();
        try {
            if (before != null) {
                part.counts.add(before.rows(), before.samples(), before.weight());
            }
            part.resumed = true;
            boolean changed = part.changed;
            part.changed = false;
            if (!part.equals(parts.peekLast())) {
                parts.remove(part);
            }
            return changed
                    ? new Hour(part.at, part.counts.samples(), part.counts.weight(), part.counts.rows(STORED))
                    : null;
        } finally {
            lock.unlock();
        }
    }

    /// The last hours of all servers.
    ///
    /// @param hours     and the begun one
    /// @param recording whether samples are taken now
    SampledMethods methods(int hours, boolean recording) {
        Instant from = clock.instant().minus(Duration.ofHours(hours)).truncatedTo(ChronoUnit.HOURS);
        List<Hour> stored = repository.since(from);
        SampleCounts counts = new SampleCounts();
        stored.forEach(hour -> counts.add(hour.rows(), hour.samples(), hour.weight()));
        return new SampledMethods(
                recording, stored.isEmpty() ? null : stored.getFirst().at(), counts.samples(), counts.shares(TOLD));
    }
}
