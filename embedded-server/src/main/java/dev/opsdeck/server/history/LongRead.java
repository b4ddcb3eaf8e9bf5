package dev.opsdeck.server.history;

import dev.opsdeck.api.metrics.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Reads many seconds, each exactly once: packed minutes, and rows where there are none. Any thread.
final class LongRead {

    private final Coverage coverage;
    private final PackedMinuteRepository minutes;
    private final Duration piece;

    /// @param piece how much is held at once
    LongRead(Coverage coverage, PackedMinuteRepository minutes, Duration piece) {
        this.coverage = coverage;
        this.minutes = minutes;
        this.piece = piece;
    }

    /// The window `(from, to]`, oldest first.
    ///
    /// @param pending seconds that may not be stored yet
    void each(Instant from, Instant to, Set<Metric> metrics, List<Stretch> pending, Consumer<Stretch> taker) {
        Instant begin = from;
        while (begin.isBefore(to)) {
            Instant end = begin.plus(piece).isBefore(to) ? begin.plus(piece) : to;
            read(begin, end, metrics, pending, taker);
            begin = end;
        }
    }

    private void read(Instant from, Instant to, Set<Metric> metrics, List<Stretch> pending, Consumer<Stretch> taker) {
        boolean durations = metrics.stream().anyMatch(metric -> Kept.as(metric) == Kept.PERCENTILE);
        Instant done = from;
        for (PackedMinute minute : minutes.within(from, to, durations)) {
            if (minute.begin().isAfter(done)) {
                coverage.of(Tier.SECOND, done, minute.begin(), metrics, pending).forEach(taker);
            }
            minute.each(metrics, second -> {
                if (second.at().isAfter(from) && !second.at().isAfter(to)) {
                    taker.accept(second);
                }
            });
            done = minute.at();
        }
        if (to.isAfter(done)) {
            coverage.of(Tier.SECOND, done, to, metrics, pending).forEach(taker);
        }
    }
}
