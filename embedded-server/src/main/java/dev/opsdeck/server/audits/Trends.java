package dev.opsdeck.server.audits;

import dev.opsdeck.api.audits.AuditTrend;
import dev.opsdeck.api.audits.Measured;
import dev.opsdeck.api.metrics.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Straight lines through the days of a period by ordinary least squares; the residual is the standard deviation
/// around the line with n - 2 degrees of freedom. Pure.
final class Trends {

    /// Fewer days make no trend: two are always on a line.
    static final int LEAST_DAYS = 3;

    /// A day that was measured for less than an hour says little of a day.
    static final double LEAST_SECONDS = 3_600;

    private static final double SECONDS_PER_DAY = 86_400;

    private Trends() {}

    /// Of each figure that has enough days.
    static List<AuditTrend> of(List<Measured> days) {
        List<AuditTrend> trends = new ArrayList<>();
        for (Daily figure : Daily.values()) {
            AuditTrend trend = fit(figure, days);
            if (trend != null) {
                trends.add(trend);
            }
        }
        return trends;
    }

    private static @Nullable AuditTrend fit(Daily figure, List<Measured> days) {
        List<double[]> points = new ArrayList<>();
        for (Measured day : days) {
            Double value = day.seconds() < LEAST_SECONDS ? null : figure.of(day);
            if (value != null) {
                points.add(new double[] {middle(day).getEpochSecond() / SECONDS_PER_DAY, value});
            }
        }
        int n = points.size();
        if (n < LEAST_DAYS) {
            return null;
        }
        double meanX = points.stream().mapToDouble(point -> point[0]).sum() / n;
        double meanY = points.stream().mapToDouble(point -> point[1]).sum() / n;
        double squares = 0;
        double products = 0;
        for (double[] point : points) {
            squares += (point[0] - meanX) * (point[0] - meanX);
            products += (point[0] - meanX) * (point[1] - meanY);
        }
        double scale =
                points.stream().mapToDouble(point -> Math.abs(point[1])).max().orElse(0);
        double slope = exact(products / squares, scale);
        double rest = 0;
        for (double[] point : points) {
            double off = point[1] - meanY - slope * (point[0] - meanX);
            rest += off * off;
        }
        double residual = exact(Math.sqrt(rest / (n - 2)), scale);
        double rise = Math.abs(slope) * (points.getLast()[0] - points.getFirst()[0]);
        return new AuditTrend(
                figure.key(), figure.title(), figure.unit(), n, slope, residual, rise > 2 * residual && rise > 0);
    }

    /// What is only left over from rounding is nothing.
    private static double exact(double value, double scale) {
        return Math.abs(value) < 1e-12 * scale ? 0 : value;
    }

    static Instant middle(Measured day) {
        return day.from().plus(Duration.between(day.from(), day.to()).dividedBy(2));
    }

    /// What a trend and a chart are drawn of.
    enum Daily {
        P95(Metric.P95, "Response time p95"),
        RATE(Metric.REQUEST_RATE, "Requests a second"),
        ERRORS(Metric.ERROR_SHARE, "Errors"),
        MEMORY(Metric.MEMORY_USED, "Lowest heap in use"),
        CPU(Metric.CPU_SHARE, "CPU"),
        CONNECTIONS(Metric.DB_ACTIVE, "Most connections"),
        USERS(Metric.USERS_ACTIVE, "Most users"),
        HITS(Metric.CACHE_HIT_SHARE, "Cache hit rate");

        private final Metric metric;
        private final String title;

        Daily(Metric metric, String title) {
            this.metric = metric;
            this.title = title;
        }

        String key() {
            return metric.key();
        }

        String title() {
            return title;
        }

        String unit() {
            return metric.unit();
        }

        /// Null when there was nothing to measure.
        @Nullable
        Double of(Measured day) {
            boolean asked = day.latency().count() > 0;
            return switch (this) {
                case P95 -> asked ? day.latency().p95Millis() : null;
                case RATE -> day.seconds() > 0 ? (Double) (day.requests() / day.seconds()) : null;
                case ERRORS -> day.requests() > 0 ? (Double) ((double) day.errors() / day.requests()) : null;
                // The floor after collections: what is always there, which a leak raises.
                case MEMORY ->
                    day.memoryBytes() == null ? null : day.memoryBytes().min();
                case CPU -> day.cpuShare() == null ? null : day.cpuShare().mean();
                case CONNECTIONS ->
                    day.dbActive() == null ? null : day.dbActive().max();
                case USERS ->
                    day.usersActive() == null ? null : day.usersActive().max();
                case HITS -> day.cacheHitShare();
            };
        }
    }
}
