package dev.opsdeck.server.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.WriterReaderPhaser;

/// The requests of one route and traffic kind since they were last read. Recording is wait-free, from any number of
/// request threads; [#drain] is called by the ticker alone. Duration and status of a request always land in the same
/// interval: both are in one generation, and the generations are swapped as HdrHistogram's own `Recorder` does it.
final class RouteRecorder {

    /// Status classes 1xx to 5xx.
    static final int CLASSES = 5;

    private final WriterReaderPhaser phaser = new WriterReaderPhaser();
    private volatile Generation active = new Generation();
    private Generation inactive = new Generation();
    private volatile boolean touched;

    void record(int status, long nanos) {
        long ticket = phaser.writerCriticalSectionEnter();
        try {
            active.record(Math.clamp(status / 100, 1, CLASSES) - 1, nanos);
        } finally {
            phaser.writerCriticalSectionExit(ticket);
        }
        // After the recording: a reader that clears the mark too early finds it set again at its next visit.
        if (!touched) {
            touched = true;
        }
    }

    /// What was recorded since the last call.
    Interval drain() {
        if (!touched) {
            return Interval.EMPTY;
        }
        touched = false;
        phaser.readerLock();
        try {
            Generation finished = active;
            active = inactive;
            inactive = finished;
            phaser.flipPhase();
            return finished.take();
        } finally {
            phaser.readerUnlock();
        }
    }

    /// @param byClass requests by status class, 1xx first
    record Interval(Durations durations, List<Long> byClass) {

        static final Interval EMPTY = new Interval(Durations.NONE, Collections.nCopies(CLASSES, 0L));
    }

    private static final class Generation {

        private final AtomicHistogram durations = new AtomicHistogram(1, Durations.HIGHEST_MICROS, Durations.DIGITS);
        private final AtomicLongArray byClass = new AtomicLongArray(CLASSES);

        void record(int statusClass, long nanos) {
            durations.recordValue(Math.clamp(nanos / 1000, 0, Durations.HIGHEST_MICROS));
            byClass.getAndIncrement(statusClass);
        }

        Interval take() {
            List<Long> counts = new ArrayList<>(CLASSES);
            for (int i = 0; i < CLASSES; i++) {
                counts.add(byClass.getAndSet(i, 0));
            }
            Interval interval = new Interval(Durations.of(durations), counts);
            durations.reset();
            return interval;
        }
    }
}
