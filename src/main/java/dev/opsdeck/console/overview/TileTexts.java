package dev.opsdeck.console.overview;

import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Window;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.live.TimeRange;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Quantity;
import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.charts.TimeBuckets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each tile says of a sample. Figures are those of the last 60 seconds. Pure functions.
///
/// @param formats numbers and times for the operator
record TileTexts(Formats formats) {

    private static final String LAST_MINUTE = "Figures are those of the last 60 seconds. ";

    /// p95 large, p50 and p99 beside it.
    TileView response(Sample sample, TimeBuckets p95, TimeRange range, boolean loadRunning) {
        Latency latency = sample.minute().latency();
        boolean any = latency.count() > 0;
        Quantity figure = any ? Formats.millis(latency.p95Millis()) : new Quantity(Formats.NONE, "ms");
        return new TileView(
                any ? Thresholds.P95_MILLIS.state(latency.p95Millis()) : State.OK,
                new Quantity(figure.figure(), figure.unit() + " p95"),
                any
                        ? List.of(
                                "p50", millis(latency.p50Millis(), figure), "p99", millis(latency.p99Millis(), figure))
                        : List.of(),
                null,
                responseFootnote(sample, p95, range, loadRunning),
                LAST_MINUTE
                        + "Line: p95 with the range of its seconds; above it p99, below it p50. Warning over 500 ms,"
                        + " critical over 1,000 ms.",
                false);
    }

    TileView rate(Sample sample, TimeBuckets rate, TimeRange range) {
        int peak = rate.peak();
        return new TileView(
                State.OK,
                Formats.rate(sample.minute().requestsPerSecond()),
                null,
                peak < 0 || rate.max(peak) == 0
                        ? "no requests in " + range.label()
                        : "peak " + Formats.figure(rate.max(peak)) + when(rate, peak, sample),
                LAST_MINUTE + "The peak is the busiest second of the chosen range.");
    }

    /// @param whole share of errors over the whole range, when the history told it
    TileView errors(Sample sample, TimeRange range, java.util.OptionalDouble whole) {
        Window minute = sample.minute();
        String inRange = whole.isEmpty()
                ? ""
                : " · " + range.label() + " "
                        + Formats.percent(whole.getAsDouble()).text();
        return new TileView(
                Thresholds.ERROR_SHARE.state(minute.errorShare()),
                Formats.percent(minute.errorShare()),
                null,
                Formats.count(minute.errors()) + " of " + Formats.count(minute.requests()) + inRange,
                LAST_MINUTE + "Errors are answers with status 500 and up. Warning over 0.5 %, critical over 1 %.");
    }

    TileView users(Sample sample) {
        int users = sample.gauges().usersActive();
        return new TileView(
                State.OK,
                new Quantity(Formats.count(users), ""),
                null,
                users > 150 ? "last 5 min · more replicas advised" : "last 5 min · advice at 150",
                "Distinct clients (token or address) of the last 5 minutes. Over 150 for long, a second server is advised.");
    }

    TileView connections(Sample sample) {
        Gauges gauges = sample.gauges();
        Thresholds limits = Thresholds.connections(gauges.dbMax());
        return new TileView(
                limits.state(gauges.dbActive()),
                new Quantity(Formats.count(gauges.dbActive()), "of " + Formats.count(gauges.dbMax())),
                bar(gauges.dbActive(), gauges.dbMax(), limits),
                Formats.count(gauges.dbWaiting()) + " waiting",
                "Database connections in use now. Warning over " + Formats.figure(limits.warning()) + ", critical over "
                        + Formats.figure(limits.critical()) + ".");
    }

    TileView memory(Sample sample) {
        Gauges gauges = sample.gauges();
        Thresholds limits = Thresholds.memoryBytes(gauges.memoryMaxBytes());
        double usedBytes = gauges.memoryUsedBytes();
        double maxBytes = gauges.memoryMaxBytes();
        Quantity used = Formats.bytes(usedBytes);
        Long resident = gauges.processRssBytes();
        return new TileView(
                limits.state(usedBytes),
                new Quantity(
                        used.figure(),
                        used.unit() + " of " + Formats.bytes(maxBytes).trimmed().text()),
                bar(usedBytes, maxBytes, limits),
                resident == null
                        ? "heap"
                        : "heap · process " + Formats.bytes((double) resident).text(),
                "Heap in use now and its limit. Warning over "
                        + Formats.bytes(limits.warning()).trimmed().text() + ", critical over "
                        + Formats.bytes(limits.critical()).trimmed().text() + ".");
    }

    TileView cpu(Sample sample) {
        Gauges gauges = sample.gauges();
        return new TileView(
                Thresholds.CPU_SHARE.state(gauges.cpuShare()),
                Formats.percent(gauges.cpuShare()),
                new TileView.Bar(gauges.cpuShare(), Thresholds.CPU_SHARE.warning(), Thresholds.CPU_SHARE.critical()),
                gauges.cores() == 1 ? "1 core" : gauges.cores() + " cores",
                "Of all cores, over the last second. Warning over 70 %, critical over 90 %.");
    }

    /// @param flush what to say of a flush that is not long ago; empty if there was none
    TileView cache(Sample sample, String flush) {
        Double share = sample.minute().cacheHitShare();
        return new TileView(
                State.OK,
                share == null ? new Quantity(Formats.NONE, "%") : Formats.percent(share),
                null,
                !flush.isEmpty()
                        ? flush
                        : share == null
                                ? "no lookups in 60 s"
                                : entries(sample.gauges().cacheEntries()),
                LAST_MINUTE + "Lookups that a cache answered, of all lookups.");
    }

    /// @param run the latest sync run that is known; null when there is none
    TileView catalogue(Sample sample, @Nullable SyncRun run) {
        long products = sample.gauges().productsActive();
        return new TileView(
                run == null ? State.OK : state(run.state()),
                new Quantity(Formats.count(products), ""),
                run != null && run.state() == SyncState.RUNNING && run.progress() != null
                        ? new TileView.Bar(run.progress(), Double.NaN, Double.NaN)
                        : null,
                "products · " + (run == null ? "nothing synced yet" : lastRun(run, sample.at())),
                "Active products, counted now and then; below, the latest sync.");
    }

    private String responseFootnote(Sample sample, TimeBuckets p95, TimeRange range, boolean loadRunning) {
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

    private String lastRun(SyncRun run, Instant now) {
        if (run.state() == SyncState.RUNNING) {
            return "syncing " + run.source() + " · "
                    + Formats.count(run.counts().read()) + " rows";
        }
        Instant end = run.finishedAt() == null ? run.startedAt() : run.finishedAt();
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

    private static State state(SyncState state) {
        return switch (state) {
            case DONE, REHEARSED, ROLLED_BACK, RUNNING, CANCELLED -> State.OK;
            case NEEDS_APPROVAL, FAILED -> State.WARNING;
        };
    }

    /// In the unit of the large figure, so that the three can be compared at a glance.
    private static String millis(double value, Quantity large) {
        return large.unit().equals("s")
                ? Formats.figure(value / 1000)
                : value >= 999.5 ? Formats.millis(value).text() : Formats.figure(value);
    }

    private static TileView.Bar bar(double value, double max, Thresholds limits) {
        return max > 0
                ? new TileView.Bar(value / max, limits.warning() / max, limits.critical() / max)
                : new TileView.Bar(0, Double.NaN, Double.NaN);
    }

    private static String entries(long entries) {
        return entries == 1 ? "1 entry" : Formats.count(entries) + " entries";
    }
}
