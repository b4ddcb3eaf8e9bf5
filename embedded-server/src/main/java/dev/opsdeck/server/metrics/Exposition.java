package dev.opsdeck.server.metrics;

import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Totals;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The figures in the text format of Prometheus, version 0.0.4: the names of the product's metrics in that format's
/// spelling, base units, counters with `_total`. The ticker adds, request threads read.
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

    synchronized String text() {
        Text text = new Text();
        durations(text);
        requests(text);
        sizes(text, "http_request_size_bytes", "Size of request bodies.", meter.requestSizes());
        sizes(text, "http_response_size_bytes", "Size of responses as sent.", meter.responseSizes());
        Sample sample = latest;
        if (sample != null) {
            totals(text, sample.totals());
            gauges(text, sample, sample.gauges());
        }
        return text.toString();
    }

    private void durations(Text text) {
        text.head("http_request_duration_seconds", "histogram", "Handler time by route, load runs included.");
        routes.forEach((name, route) -> {
            long below = 0;
            for (int i = 0; i < BOUNDS.length; i++) {
                below += route.buckets[i];
                text.line("http_request_duration_seconds_bucket", below, "route", name, "le", seconds(BOUNDS[i]));
            }
            below += route.buckets[BOUNDS.length];
            text.line("http_request_duration_seconds_bucket", below, "route", name, "le", "+Inf");
            text.line("http_request_duration_seconds_sum", route.sumSeconds, "route", name);
            text.line("http_request_duration_seconds_count", below, "route", name);
        });
    }

    private void requests(Text text) {
        text.head("http_requests_total", "counter", "Requests answered, by route and status class.");
        routes.forEach((name, route) -> {
            for (int i = 0; i < RouteRecorder.CLASSES; i++) {
                if (route.byClass[i] > 0) {
                    text.line("http_requests_total", route.byClass[i], "route", name, "status", (i + 1) + "xx");
                }
            }
        });
        text.head("http_errors_total", "counter", "Requests answered with status 500 and up, by route.");
        routes.forEach((name, route) ->
                text.line("http_errors_total", route.byClass[RouteRecorder.CLASSES - 1], "route", name));
    }

    private static void sizes(Text text, String name, String help, SizeCounts sizes) {
        text.head(name, "histogram", help);
        long[] counts = sizes.counts();
        long below = 0;
        for (int i = 0; i < SizeCounts.BOUNDS.length; i++) {
            below += counts[i];
            text.line(name + "_bucket", below, "le", Long.toString(SizeCounts.BOUNDS[i]));
        }
        below += counts[SizeCounts.BOUNDS.length];
        text.line(name + "_bucket", below, "le", "+Inf");
        text.line(name + "_sum", sizes.sum());
        text.line(name + "_count", below);
    }

    private static void totals(Text text, Totals totals) {
        text.counter("http_load_run_requests_total", "Requests of load runs.", totals.loadRequests());
        text.counter("cache_hits_total", "Lookups answered by a cache.", totals.cacheHits());
        text.counter("cache_misses_total", "Lookups that went to the database.", totals.cacheMisses());
        text.counter("products_synced_total", "Products added or changed by sync.", totals.productsSynced());
        text.counter("videos_generated_total", "Events video_generated taken.", totals.videosGenerated());
        text.counter("publications_created_total", "Events publication_created taken.", totals.publicationsCreated());
    }

    private static void gauges(Text text, Sample sample, Gauges gauges) {
        text.gauge("http_requests_active", "Requests being handled.", gauges.requestsActive());
        text.gauge(
                "http_errors_ratio",
                "Errors over requests of the last minute.",
                sample.minute().errorShare());
        text.gauge("users_active", "Distinct clients of the last 5 minutes.", gauges.usersActive());
        text.gauge("process_memory_usage_bytes", "Heap in use.", gauges.memoryUsedBytes());
        text.gauge("process_memory_limit_bytes", "Heap limit.", gauges.memoryMaxBytes());
        Long resident = gauges.processRssBytes();
        if (resident != null) {
            text.gauge("process_resident_memory_bytes", "Resident memory of the process.", resident);
        }
        text.gauge("process_cpu_usage_ratio", "CPU use over the last second, of all cores.", gauges.cpuShare());
        text.gauge(
                "process_start_time_seconds",
                "When the process started, as a Unix time.",
                sample.startedAt().toEpochMilli() / 1e3);
        text.gauge("db_connections_active", "Database connections in use.", gauges.dbActive());
        text.gauge("db_connections_max", "Size of the connection pool.", gauges.dbMax());
        text.gauge("db_connections_waiting", "Threads that wait for a connection.", gauges.dbWaiting());
        text.gauge("cache_entries", "Entries in all caches.", gauges.cacheEntries());
        text.gauge("products_active", "Active products.", gauges.productsActive());
    }

    private static String seconds(long micros) {
        return number(micros / 1e6);
    }

    private static String number(Number number) {
        if (number instanceof Long || number instanceof Integer) {
            return number.toString();
        }
        double value = number.doubleValue();
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }

    /// The lines of the format.
    private static final class Text {

        private final StringBuilder lines = new StringBuilder(8192);

        void head(String name, String type, String help) {
            lines.append("# HELP ").append(name).append(' ').append(help).append('\n');
            lines.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        }

        void counter(String name, String help, long value) {
            head(name, "counter", help);
            line(name, value);
        }

        void gauge(String name, String help, Number value) {
            head(name, "gauge", help);
            line(name, value);
        }

        /// @param labels names and values in turn
        void line(String name, Number value, String... labels) {
            lines.append(name);
            for (int i = 0; i < labels.length; i += 2) {
                lines.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"").append(escaped(labels[i + 1]));
                lines.append('"');
            }
            lines.append(labels.length > 0 ? "} " : " ").append(number(value)).append('\n');
        }

        private static String escaped(String value) {
            return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        }

        @Override
        public String toString() {
            return lines.toString();
        }
    }
}
