package dev.opsdeck.console.overview;

import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import dev.opsdeck.console.live.TimeRange;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.Quantity;
import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.charts.TimeBuckets;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What each tile says of the figures of a moment, the same for the newest sample and for one that is long over. Pure
/// functions.
///
/// @param notes the lines at the bottom
record TileTexts(Footnotes notes) {

    TileTexts(Formats formats) {
        this(new Footnotes(formats));
    }

    /// p95 large, p50 and p99 beside it.
    TileView response(Figures figures, TimeBuckets p95, TimeRange range, boolean loadRunning) {
        Double value = figures.value(Metric.P95);
        Quantity figure = value == null ? new Quantity(Formats.NONE, "ms") : Formats.millis(value);
        return new TileView(
                state(figures, Metric.P95, Thresholds.P95_MILLIS),
                new Quantity(figure.figure(), figure.unit() + " p95"),
                value == null
                        ? List.of()
                        : List.of(
                                "p50", millis(figures.value(Metric.P50), figure),
                                "p99", millis(figures.value(Metric.P99), figure)),
                null,
                notes.response(figures, p95, range, loadRunning),
                figures.span().told()
                        + "Line: p95 with the range of its seconds; above it p99, below it p50. Warning over 500 ms,"
                        + " critical over 1,000 ms.",
                false);
    }

    TileView rate(Figures figures, TimeBuckets rate, TimeRange range) {
        Double value = figures.value(Metric.REQUEST_RATE);
        return new TileView(
                calm(value),
                value == null ? new Quantity(Formats.NONE, "req/s") : Formats.rate(value),
                null,
                notes.rate(figures, rate, range),
                figures.span().told() + "The peak is the busiest second of the chosen range.");
    }

    /// @param whole share of errors over the whole range, when the history told it
    TileView errors(Figures figures, TimeRange range, OptionalDouble whole) {
        return new TileView(
                state(figures, Metric.ERROR_SHARE, Thresholds.ERROR_SHARE),
                percent(figures.value(Metric.ERROR_SHARE)),
                null,
                notes.errors(figures, range, whole),
                figures.span().told()
                        + "Errors are answers with status 500 and up. Warning over 0.5 %, critical over 1 %.");
    }

    TileView users(Figures figures) {
        Double value = figures.value(Metric.USERS_ACTIVE);
        return new TileView(
                calm(value),
                new Quantity(number(value), ""),
                null,
                notes.users(figures),
                "Distinct clients (token or address) of the last 5 minutes. Over 150 for long, a second server is advised.");
    }

    TileView connections(Figures figures) {
        Double value = figures.value(Metric.DB_ACTIVE);
        Gauges gauges = figures.limits();
        if (value == null || gauges == null) {
            return new TileView(
                    State.UNKNOWN,
                    new Quantity(number(value), ""),
                    null,
                    notes.connections(figures),
                    "Database connections in use. The size of the pool is not recorded.");
        }
        Thresholds limits = Thresholds.connections(gauges.dbMax());
        return new TileView(
                limits.state(value),
                new Quantity(number(value), "of " + Formats.count(gauges.dbMax())),
                bar(value, gauges.dbMax(), limits),
                notes.connections(figures),
                "Database connections in use. Warning over " + Formats.figure(limits.warning()) + ", critical over "
                        + Formats.figure(limits.critical()) + ".");
    }

    TileView memory(Figures figures) {
        Double value = figures.value(Metric.MEMORY_USED);
        Gauges gauges = figures.limits();
        if (value == null || gauges == null) {
            return new TileView(
                    State.UNKNOWN,
                    value == null ? new Quantity(Formats.NONE, "MB") : Formats.bytes(value),
                    null,
                    notes.memory(figures),
                    "Heap in use. The limit of a former process is not recorded.");
        }
        Thresholds limits = Thresholds.memoryBytes(gauges.memoryMaxBytes());
        double maxBytes = gauges.memoryMaxBytes();
        Quantity used = Formats.bytes(value);
        return new TileView(
                limits.state(value),
                new Quantity(
                        used.figure(),
                        used.unit() + " of " + Formats.bytes(maxBytes).trimmed().text()),
                bar(value, maxBytes, limits),
                notes.memory(figures),
                "Heap in use and its limit. Warning over "
                        + Formats.bytes(limits.warning()).trimmed().text() + ", critical over "
                        + Formats.bytes(limits.critical()).trimmed().text() + ".");
    }

    TileView cpu(Figures figures) {
        Double value = figures.value(Metric.CPU_SHARE);
        return new TileView(
                state(figures, Metric.CPU_SHARE, Thresholds.CPU_SHARE),
                percent(value),
                value == null
                        ? null
                        : new TileView.Bar(value, Thresholds.CPU_SHARE.warning(), Thresholds.CPU_SHARE.critical()),
                notes.cpu(figures),
                "Of all cores, over a second. Warning over 70 %, critical over 90 %.");
    }

    /// @param flush what to say of a flush that is not long ago; empty if there was none
    TileView cache(Figures figures, String flush) {
        return new TileView(
                figures.recorded() ? State.OK : State.UNKNOWN,
                percent(figures.value(Metric.CACHE_HIT_SHARE)),
                null,
                notes.cache(figures, flush),
                figures.span().told() + "Lookups that a cache answered, of all lookups.");
    }

    /// @param run the latest sync run that is known; null when there is none
    TileView catalogue(Figures figures, @Nullable SyncRun run) {
        Sample sample = figures.live();
        String products =
                sample == null ? Formats.NONE : Formats.count(sample.gauges().productsActive());
        return new TileView(
                run == null ? (sample == null ? State.UNKNOWN : State.OK) : state(run.state()),
                new Quantity(products, ""),
                sample != null && run != null && run.state() == SyncState.RUNNING && run.progress() != null
                        ? new TileView.Bar(run.progress(), Double.NaN, Double.NaN)
                        : null,
                notes.catalogue(figures, run),
                "Active products, counted now and then and not kept in the history; below, the latest sync.");
    }

    /// Nothing to measure is no trouble; nothing recorded is not known.
    private static State state(Figures figures, Metric metric, Thresholds limits) {
        Double value = figures.value(metric);
        if (value == null) {
            return figures.recorded() ? State.OK : State.UNKNOWN;
        }
        return limits.state(value);
    }

    private static State calm(@Nullable Double value) {
        return value == null ? State.UNKNOWN : State.OK;
    }

    private static State state(SyncState state) {
        return switch (state) {
            case DONE, REHEARSED, ROLLED_BACK, RUNNING, CANCELLED -> State.OK;
            case NEEDS_APPROVAL, FAILED -> State.WARNING;
        };
    }

    private static Quantity percent(@Nullable Double share) {
        return share == null ? new Quantity(Formats.NONE, "%") : Formats.percent(share);
    }

    /// A count as such, a mean of counts with its decimals.
    private static String number(@Nullable Double value) {
        if (value == null) {
            return Formats.NONE;
        }
        return value == Math.rint(value) ? Formats.count(value.longValue()) : Formats.figure(value);
    }

    /// In the unit of the large figure, so that the three can be compared at a glance.
    private static String millis(@Nullable Double value, Quantity large) {
        if (value == null) {
            return Formats.NONE;
        }
        return large.unit().equals("s")
                ? Formats.figure(value / 1000)
                : value >= 999.5 ? Formats.millis(value).text() : Formats.figure(value);
    }

    private static TileView.Bar bar(double value, double max, Thresholds limits) {
        return max > 0
                ? new TileView.Bar(value / max, limits.warning() / max, limits.critical() / max)
                : new TileView.Bar(0, Double.NaN, Double.NaN);
    }
}
