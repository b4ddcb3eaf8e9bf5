package dev.opsdeck.console.overview;

import dev.opsdeck.api.metrics.History;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.console.live.TimeRange;
import dev.opsdeck.console.task.BackgroundTasks;
import dev.opsdeck.console.ui.charts.TimeBuckets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps [Trends] up to date: one call for the history when there is need, live samples in between. Reads again once a
/// minute (or, for long ranges, once a bucket), because only the server can merge percentiles. FX thread.
final class Charts {

    private static final Duration AT_LEAST = Duration.ofMinutes(1);
    private static final Duration JUST_NOW = Duration.ofSeconds(2);

    private final Trends trends = new Trends();
    private final BackgroundTasks tasks;
    private final Supplier<HistoryCall> history;
    private final Supplier<TimeRange> range;
    private final Runnable arrived;
    private int asked;
    private @Nullable Instant recordedSince;
    private @Nullable Instant readAt;
    private @Nullable Sample latest;
    private @Nullable Recorded recorded;

    /// @param history the call of the server that is shown now
    /// @param arrived told when a history came in
    Charts(BackgroundTasks tasks, Supplier<HistoryCall> history, Supplier<TimeRange> range, Runnable arrived) {
        this.tasks = tasks;
        this.history = history;
        this.range = range;
        this.arrived = arrived;
    }

    Trends trends() {
        return trends;
    }

    /// The last answer of the history for what is drawn; null before the first.
    @Nullable
    Recorded recorded() {
        return recorded;
    }

    /// Reads the history again unless that was just now: somebody looks closely at it.
    void freshen() {
        Sample now = latest;
        Instant read = readAt;
        if (now != null
                && (read == null || Duration.between(read, now.at()).abs().compareTo(JUST_NOW) > 0)) {
            ask(now);
        }
    }

    /// What is drawn: the range that was chosen, or a shorter one while all that was ever recorded fits into it. A
    /// server of ten minutes would be a dot in a day.
    TimeRange drawn() {
        TimeRange chosen = range.get();
        Sample sample = latest;
        Instant since = recordedSince;
        if (sample == null || since == null) {
            return chosen;
        }
        Duration recorded = Duration.between(since, sample.at());
        for (TimeRange candidate : TimeRange.values()) {
            if (candidate.length().compareTo(chosen.length()) >= 0) {
                return chosen;
            }
            if (recorded.compareTo(candidate.length()) <= 0) {
                return candidate;
            }
        }
        return chosen;
    }

    /// Continues the series; reads the history when it is time.
    void add(Sample sample) {
        Instant read = readAt;
        boolean sameProcess = latest != null && latest.instance().equals(sample.instance());
        boolean anew = advance(sample);
        Duration step = trends.of(Metric.P95).step();
        Duration patience = step.compareTo(AT_LEAST) > 0 ? step : AT_LEAST;
        // The absolute value: the server's clock may jump back.
        if (anew
                || !sameProcess
                || read == null
                || Duration.between(read, sample.at()).abs().compareTo(patience) >= 0) {
            ask(sample);
        }
    }

    /// What is drawn is of another range or server: forgets it and begins anew with `sample`, or with the next one.
    void begin(@Nullable Sample sample) {
        asked++;
        readAt = null;
        latest = null;
        recordedSince = null;
        recorded = null;
        if (sample != null) {
            add(sample);
        }
    }

    /// There may be a hole in what was received: reads again and keeps what is drawn until the answer is here.
    void fill(@Nullable Sample sample) {
        if (sample == null || latest == null) {
            begin(sample);
        } else {
            advance(sample);
            ask(sample);
        }
    }

    /// @return whether the window is a new one, and empty but for this sample
    private boolean advance(Sample sample) {
        TimeRange before = drawn();
        boolean first = latest == null;
        latest = sample;
        boolean anew = first || drawn() != before;
        if (anew) {
            trends.reset(drawn(), sample.at());
        }
        trends.add(sample);
        return anew;
    }

    private void ask(Sample sample) {
        readAt = sample.at();
        int number = ++asked;
        HistoryCall call = history.get();
        TimeRange drawn = drawn();
        TimeBuckets window = trends.window(drawn, sample.at());
        tasks.run(
                "Read the history",
                () -> call.read(Figures.KEPT, window.start(), window.end(), Trends.SIZE),
                answer -> {
                    // An answer that was overtaken by another question is of no use.
                    if (number == asked) {
                        store(answer, drawn, sample);
                        arrived.run();
                    }
                },
                // Live samples go on by themselves, and the link's state says when the server does not answer.
                failure -> {});
    }

    private void store(History answer, TimeRange asWas, Sample sample) {
        if (recordedSince == null && asWas == range.get()) {
            recordedSince = answer.series().stream()
                    .flatMap(series -> series.points().stream())
                    .map(History.Point::at)
                    .min(Comparator.naturalOrder())
                    .orElse(sample.at());
            Sample now = latest == null ? sample : latest;
            if (drawn() != asWas) {
                trends.reset(drawn(), now.at());
                trends.add(now);
                ask(now);
                return;
            }
        }
        Recorded read = new Recorded(answer, trends.window(asWas, sample.at()), sample.at());
        recorded = read;
        trends.store(read);
    }
}
