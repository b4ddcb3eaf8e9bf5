package dev.opsdeck.server.metrics;

import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Totals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;

/// Reads the recorders once a second; nobody else does. Not thread-safe: called by one thread. The only place on this
/// road that asks for the time of day.
///
/// The first tick comes soon after [#begin], so that a console which has just been opened has figures at once; it
/// reads the short interval since then. Ticks keep to a grid of whole seconds from the first one, so that they do
/// not drift. A tick that comes too late skips the grid's missed points instead of making up for them: after a
/// laptop's sleep there is one tick, not a burst.
final class MetricsTicker {

    static final long PERIOD_NANOS = 1_000_000_000L;

    /// From the beginning to the first tick.
    static final long FIRST_NANOS = 150_000_000L;

    /// A tick later than this was not late but slept through.
    static final long GAP_NANOS = 2_500_000_000L;

    private final Identity identity;
    private final RouteRecorders recorders;
    private final ActiveClients clients;
    private final GaugeReader gauges;
    private final Metrics.Sources sources;
    private final LongSupplier nanos;
    private final InstantSource clock;
    private final MinuteWindow minute = new MinuteWindow();
    private long originNanos;
    private long lastNanos;
    private Instant lastAt;
    private long lastHits;
    private long lastMisses;
    private long lastQueries;
    private long requests;
    private long errors;
    private long loadRequests;

    /// @param instance a name that is new at every start
    record Identity(String instance, Instant startedAt) {}

    MetricsTicker(
            Identity identity,
            RouteRecorders recorders,
            ActiveClients clients,
            GaugeReader gauges,
            Metrics.Sources sources,
            LongSupplier nanos,
            InstantSource clock) {
        this.identity = identity;
        this.recorders = recorders;
        this.clients = clients;
        this.gauges = gauges;
        this.sources = sources;
        this.nanos = nanos;
        this.clock = clock;
        this.lastNanos = nanos.getAsLong();
        this.lastAt = clock.instant();
        this.originNanos = lastNanos;
        this.lastHits = sources.cacheHits().getAsLong();
        this.lastMisses = sources.cacheMisses().getAsLong();
        this.lastQueries = sources.dbQueries().getAsLong();
    }

    /// Measuring begins now: what the start of the process took belongs to no interval.
    void begin() {
        lastNanos = nanos.getAsLong();
        lastAt = clock.instant();
        originNanos = lastNanos + FIRST_NANOS - PERIOD_NANOS;
        gauges.begin();
    }

    /// Nanoseconds until the next point of the grid.
    long untilNext() {
        return PERIOD_NANOS - Math.floorMod(nanos.getAsLong() - originNanos, PERIOD_NANOS);
    }

    /// Reads the second that ends now.
    IntervalReading tick() {
        long now = nanos.getAsLong();
        Instant at = clock.instant();
        long elapsed = now - lastNanos;
        long gap = gap(elapsed, Duration.between(lastAt, at));
        lastNanos = now;
        lastAt = at;
        if (gap > 0) {
            minute.clear();
        }
        if (gap > ActiveClients.WINDOW_NANOS) {
            clients.clear();
        }

        List<IntervalReading.Route> routes = recorders.drain().stream()
                .map(drained -> new IntervalReading.Route(
                        drained.route(),
                        drained.kind() == TrafficKind.LOAD_RUN,
                        drained.interval().durations(),
                        drained.interval().byClass()))
                .toList();
        // It ticks as soon as it is awake: of a gap, the process lived through about one second.
        double seconds = gap > 0 ? 1 : elapsed / 1e9;
        MinuteWindow.Second second = second(now, seconds, routes);
        Gauges gauge = gauges.read(clients.count(now), elapsed);
        Sample sample = new Sample(
                identity.instance(),
                identity.startedAt(),
                at,
                second.window(),
                minute.add(second),
                gauge,
                totals(second));
        return new IntervalReading(
                sample, second.durations(), second.load(), routes, second.hits(), second.misses(), queries(), gap > 0);
    }

    private long queries() {
        long before = lastQueries;
        lastQueries = sources.dbQueries().getAsLong();
        return lastQueries - before;
    }

    /// How long it stood still, 0 if it did not. In some systems the nanosecond clock stands still too while the
    /// machine sleeps, and only the time of day tells; when that is set back, nothing stood still.
    private static long gap(long elapsed, Duration wall) {
        long longer = Math.max(elapsed, wall.toNanos());
        return longer > GAP_NANOS ? longer - PERIOD_NANOS : 0;
    }

    private MinuteWindow.Second second(long now, double seconds, List<IntervalReading.Route> routes) {
        Durations all = Durations.merged(
                routes.stream().map(IntervalReading.Route::durations).toList());
        Durations load = Durations.merged(routes.stream()
                .filter(IntervalReading.Route::load)
                .map(IntervalReading.Route::durations)
                .toList());
        long hits = sources.cacheHits().getAsLong();
        long misses = sources.cacheMisses().getAsLong();
        MinuteWindow.Second second = new MinuteWindow.Second(
                now,
                seconds,
                all,
                load,
                routes.stream().mapToLong(IntervalReading.Route::errors).sum(),
                Math.max(0, hits - lastHits),
                Math.max(0, misses - lastMisses));
        lastHits = hits;
        lastMisses = misses;
        return second;
    }

    private Totals totals(MinuteWindow.Second second) {
        requests += second.durations().count();
        errors += second.errors();
        loadRequests += second.load().count();
        return new Totals(
                requests,
                errors,
                loadRequests,
                lastHits,
                lastMisses,
                sources.productsSynced().getAsLong(),
                sources.videosGenerated().getAsLong(),
                sources.publicationsCreated().getAsLong());
    }
}
