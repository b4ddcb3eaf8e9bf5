package dev.opsdeck.console.overview;

import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Window;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.live.TimeRange;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.charts.TimeBuckets;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The line at the bottom of each tile: of now, what goes with the figure; of a moment that is over, of which time the
/// figure is, or why there is none. Pure functions.
///
/// @param formats numbers and times for the operator
record Footnotes(Formats formats) {

    String response(Figures figures, TimeBuckets p95, TimeRange range, boolean loadRunning) {
        Sample sample = figures.live();
        if (sample == null) {
            return counted(figures, Metric.P95, "no requests");
        }
        Window minute = sample.minute();
        if (loadRunning && minute.latency().count() > 0) {
            double share =
                    (double) minute.loadLatency().count() / minute.latency().count();
            return "load run: " + Formats.percent(share).trimmed().text() + " of the requests";
        }
        int peak = p95.peak();
        if (peak < 0) {
            return "no requests in " + range.label();
        }
        return range.label() + " · worst " + Formats.millis(p95.max(peak)).text() + when(p95, peak, sample);
    }

    String rate(Figures figures, TimeBuckets rate, TimeRange range) {
        Sample sample = figures.live();
        if (sample == null) {
            // A stretch without requests has a rate, of zero.
            return figures.value(Metric.REQUEST_RATE) == null
                    ? nothing(figures)
                    : figures.span().counted();
        }
        int peak = rate.peak();
        return peak < 0 || rate.max(peak) == 0
                ? "no requests in " + range.label()
                : "peak " + Formats.figure(rate.max(peak)) + when(rate, peak, sample);
    }

    /// @param whole share of errors over the whole range, when the history told it
    String errors(Figures figures, TimeRange range, OptionalDouble whole) {
        Sample sample = figures.live();
        if (sample == null) {
            return counted(figures, Metric.ERROR_SHARE, "no requests");
        }
        Window minute = sample.minute();
        String inRange = whole.isEmpty()
                ? ""
                : " · " + range.label() + " "
                        + Formats.percent(whole.getAsDouble()).text();
        return Formats.count(minute.errors()) + " of " + Formats.count(minute.requests()) + inRange;
    }

    String users(Figures figures) {
        Sample sample = figures.live();
        if (sample == null) {
            return seen(figures, Metric.USERS_ACTIVE);
        }
        return sample.gauges().usersActive() > 150
                ? "last 5 min · more replicas advised"
                : "last 5 min · advice at 150";
    }

    String connections(Figures figures) {
        Sample sample = figures.live();
        return sample == null
                ? seen(figures, Metric.DB_ACTIVE)
                : Formats.count(sample.gauges().dbWaiting()) + " waiting";
    }

    String memory(Figures figures) {
        Sample sample = figures.live();
        if (sample == null) {
            return seen(figures, Metric.MEMORY_USED);
        }
        Long resident = sample.gauges().processRssBytes();
        return resident == null
                ? "heap"
                : "heap · process " + Formats.bytes((double) resident).text();
    }

    String cpu(Figures figures) {
        Sample sample = figures.live();
        if (sample == null) {
            return seen(figures, Metric.CPU_SHARE);
        }
        Gauges gauges = sample.gauges();
        return gauges.cores() == 1 ? "1 core" : gauges.cores() + " cores";
    }

    /// @param flush what to say of a flush that is not long ago; empty if there was none
    String cache(Figures figures, String flush) {
        Sample sample = figures.live();
        if (sample == null) {
            return counted(figures, Metric.CACHE_HIT_SHARE, "no lookups");
        }
        if (!flush.isEmpty()) {
            return flush;
        }
        return figures.value(Metric.CACHE_HIT_SHARE) == null
                ? "no lookups in 60 s"
                : entries(sample.gauges().cacheEntries());
    }

    /// @param run the latest sync run that is known; null when there is none
    String catalogue(Figures figures, @Nullable SyncRun run) {
        if (figures.live() == null) {
            return "count not recorded" + (run == null ? "" : " · " + lastRun(run, figures.at()));
        }
        return "products · " + (run == null ? "nothing synced yet" : lastRun(run, figures.at()));
    }

    private static String counted(Figures figures, Metric metric, String none) {
        if (figures.value(metric) == null && figures.recorded()) {
            return none + " then";
        }
        return figures.recorded() ? figures.span().counted() : nothing(figures);
    }

    private static String seen(Figures figures, Metric metric) {
        return figures.value(metric) == null ? nothing(figures) : figures.span().seen();
    }

    /// Short: where the title leaves no room for it, the word `unknown` stands in the same line of a narrow tile.
    private static String nothing(Figures figures) {
        return figures.span().equals(Span.UNREAD) ? Span.UNREAD.seen() : "not recorded";
    }

    /// As exact as the chart's buckets: the minute, or from when to when. The newest is still going on.
    private String when(TimeBuckets buckets, int bucket, Sample sample) {
        if (bucket == buckets.size() - 1) {
            return " just now";
        }
        Instant begin = buckets.at(bucket);
        String moment = formats.moment(begin, sample.at());
        return buckets.step().compareTo(Duration.ofMinutes(1)) <= 0
                ? " at " + moment
                : ", " + moment + "\u2013" + formats.clock(begin.plus(buckets.step()));
    }

    /// @param now the moment that is told of, which may have been before the run's end
    private String lastRun(SyncRun run, Instant now) {
        Instant end = run.finishedAt() == null ? run.startedAt() : run.finishedAt();
        if (run.state() == SyncState.RUNNING) {
            return "syncing " + run.source() + " · "
                    + Formats.count(run.counts().read()) + " rows";
        }
        if (end.isAfter(now)) {
            return "syncing " + run.source();
        }
        String when = formats.moment(end, now);
        return switch (run.state()) {
            case DONE ->
                "synced " + when
                        + (run.counts().rejected() == 0
                                ? ""
                                : " · " + Formats.count(run.counts().rejected()) + " rejected");
            case REHEARSED -> "rehearsed " + when;
            case ROLLED_BACK -> "rolled back " + when;
            case NEEDS_APPROVAL -> "sync " + when + " needs approval";
            case FAILED -> "sync failed " + when;
            case CANCELLED -> "sync cancelled " + when;
            case RUNNING -> "";
        };
    }

    private static String entries(long entries) {
        return entries == 1 ? "1 entry" : Formats.count(entries) + " entries";
    }
}
