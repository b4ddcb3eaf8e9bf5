package dev.opsdeck.server.metrics;

import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Totals;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The list of the product's metrics under the names of Prometheus: base units, counters with `_total`. The ticker adds
/// what it read, request threads write it all down.
final class Exposition {

    /// Upper bounds of the duration buckets in microseconds.
    private static final long[] BOUNDS = {
        1_000,
        2_500,
        5_000,
        10_000,
        25_000,
        50_000,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        5_000_000,
        10_000_000
    };

    private static final String DURATION = "http_request_duration_seconds";
    private static final String BYTES = "bytes";
    private static final String RATIO = "ratio";

    private final RequestMeter meter;
    private final Map<String, Route> routes = new TreeMap<>();
    private @Nullable Sample latest;

    Exposition(RequestMeter meter) {
        this.meter = meter;
    }

    private static final class Route {

        final long[] buckets = new long[BOUNDS.length + 1];
        final long[] byClass = new long[RouteRecorder.CLASSES];
        double sumSeconds;
    }

    synchronized void add(IntervalReading reading) {
        latest = reading.sample();
        for (IntervalReading.Route part : reading.routes()) {
            Route route = routes.computeIfAbsent(part.route(), name -> new Route());
            part.durations().addToBuckets(BOUNDS, route.buckets);
            route.sumSeconds += part.durations().sumSeconds();
            for (int i = 0; i < RouteRecorder.CLASSES; i++) {
                route.byClass[i] += part.byClass().get(i);
            }
        }
    }

    /// Everything, as it was at the last tick or is now. Holds no lock while it asks other parts.
    ///
    /// @param scraped asked on this thread
    String text(MetricText.Format format, Metrics.Scraped scraped) {
        MetricText text = new MetricText(format);
        ticked(text);
        sizes(text, "http_request_size_bytes", "Size of request bodies.", meter.requestSizes());
        sizes(text, "http_response_size_bytes", "Size of responses as sent.", meter.responseSizes());
        text.counter(
                "http_requests_limited_total",
                null,
                "Requests refused by a rate limit.",
                scraped.limited().getAsLong());
        text.gauge(
                "db_connections_idle",
                null,
                "Database connections that wait for work.",
                scraped.dbIdle().getAsInt());
        caches(text, scraped.caches().get());
        ProcessMetrics.write(text, scraped.version());
        return text.end();
    }

    private synchronized void ticked(MetricText text) {
        durations(text);
        requests(text);
        Sample sample = latest;
        if (sample != null) {
            totals(text, sample.totals());
            gauges(text, sample, sample.gauges());
        }
    }

    private void durations(MetricText text) {
        text.family(DURATION, "histogram", "seconds", "Handler time by route, load runs included.");
        routes.forEach((name, route) -> {
            long below = 0;
            for (int i = 0; i < BOUNDS.length; i++) {
                below += route.buckets[i];
                text.sample(DURATION + "_bucket", below, "route", name, "le", text.bound(BOUNDS[i] / 1e6));
            }
            below += route.buckets[BOUNDS.length];
            text.sample(DURATION + "_bucket", below, "route", name, "le", "+Inf");
            text.sample(DURATION + "_sum", route.sumSeconds, "route", name);
            text.sample(DURATION + "_count", below, "route", name);
        });
    }

    private void requests(MetricText text) {
        text.family("http_requests_total", "counter", null, "Requests answered, by route and status class.");
        routes.forEach((name, route) -> {
            for (int i = 0; i < RouteRecorder.CLASSES; i++) {
                if (route.byClass[i] > 0) {
                    text.sample("http_requests_total", route.byClass[i], "route", name, "status", (i + 1) + "xx");
                }
            }
        });
        text.family("http_errors_total", "counter", null, "Requests answered with status 500 and up, by route.");
        routes.forEach((name, route) ->
                text.sample("http_errors_total", route.byClass[RouteRecorder.CLASSES - 1], "route", name));
    }

    private static void sizes(MetricText text, String name, String help, SizeCounts sizes) {
        text.family(name, "histogram", BYTES, help);
        long[] counts = sizes.counts();
        long below = 0;
        for (int i = 0; i < SizeCounts.BOUNDS.length; i++) {
            below += counts[i];
            text.sample(name + "_bucket", below, "le", text.bound((double) SizeCounts.BOUNDS[i]));
        }
        below += counts[SizeCounts.BOUNDS.length];
        text.sample(name + "_bucket", below, "le", "+Inf");
        text.sample(name + "_sum", sizes.sum());
        text.sample(name + "_count", below);
    }

    private static void totals(MetricText text, Totals totals) {
        text.counter("http_load_run_requests_total", null, "Requests of load runs.", totals.loadRequests());
        text.counter("products_synced_total", null, "Products added or changed by sync.", totals.productsSynced());
        text.counter("videos_generated_total", null, "Events video_generated taken.", totals.videosGenerated());
        text.counter(
                "publications_created_total", null, "Events publication_created taken.", totals.publicationsCreated());
    }

    private static void gauges(MetricText text, Sample sample, Gauges gauges) {
        text.gauge("http_requests_active", null, "Requests being handled.", gauges.requestsActive());
        text.gauge(
                "http_errors_ratio",
                RATIO,
                "Errors over requests of the last minute.",
                sample.minute().errorShare());
        text.gauge("users_active", null, "Distinct clients of the last 5 minutes.", gauges.usersActive());
        text.gauge("process_memory_usage_bytes", BYTES, "Heap in use.", gauges.memoryUsedBytes());
        text.gauge("process_memory_limit_bytes", BYTES, "Heap limit.", gauges.memoryMaxBytes());
        Long resident = gauges.processRssBytes();
        if (resident != null) {
            text.gauge("process_resident_memory_bytes", BYTES, "Resident memory of the process.", resident);
        }
        text.gauge("process_cpu_usage_ratio", RATIO, "CPU use over the last second, of all cores.", gauges.cpuShare());
        text.gauge(
                "process_start_time_seconds",
                "seconds",
                "When the process started, as a Unix time.",
                sample.startedAt().toEpochMilli() / 1e3);
        text.gauge("db_connections_active", null, "Database connections in use.", gauges.dbActive());
        text.gauge("db_connections_max", null, "Size of the connection pool.", gauges.dbMax());
        text.gauge("db_connections_waiting", null, "Threads that wait for a connection.", gauges.dbWaiting());
        text.gauge("products_active", null, "Active products.", gauges.productsActive());
    }

    private static void caches(MetricText text, List<CacheFigures> caches) {
        byCache(text, "cache_hits_total", "counter", "Lookups answered.", caches, CacheFigures::hits);
        byCache(text, "cache_misses_total", "counter", "Lookups not answered.", caches, CacheFigures::misses);
        byCache(text, "cache_evictions_total", "counter", "Entries dropped for room.", caches, CacheFigures::evictions);
        byCache(text, "cache_entries", "gauge", "Entries now.", caches, CacheFigures::entries);
        byCache(text, "cache_entries_max", "gauge", "Most entries.", caches, CacheFigures::maxEntries);
    }

    private static void byCache(
            MetricText text,
            String name,
            String type,
            String help,
            List<CacheFigures> caches,
            Function<CacheFigures, Long> figure) {
        text.family(name, type, null, help);
        caches.forEach(cache -> text.sample(name, figure.apply(cache), "cache", cache.cache(), "level", cache.level()));
    }
}
