package dev.opsdeck.server.history;

import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.metrics.Durations;
import dev.opsdeck.server.metrics.DurationsReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The table `samples`, as far as it is about one node.
final class SampleRepository {

    private static final Set<Metric> ALL = EnumSet.allOf(Metric.class);
    private static final String FIXED =
            "at, samples, seconds, requests, errors, load_requests, cache_hits, cache_misses, queries";

    private final Database database;
    private final String node;

    /// @param node which server this is, stable over restarts
    SampleRepository(Database database, String node) {
        this.database = database;
        this.node = node;
    }

    /// Writes rows, in place of those with the same end: a batch may come a second time.
    void store(Tier tier, Collection<Stretch> rows) {
        String columns = "node, tier, " + FIXED + ", durations, " + String.join(", ", columns(ALL));
        String marks = "?" + ", ?".repeat(columns.split(",", -1).length - 1);
        database.write(c -> {
            Sql.batch(c, "delete from samples where node = ? and tier = ? and at = ?", rows, row ->
                    new Object[] {node, tier.seconds(), row.at()});
            Sql.batch(
                    c, "insert into samples (" + columns + ") values (" + marks + ")", rows, row -> values(tier, row));
            return rows.size();
        });
    }

    /// Whole rows, for rolling up.
    List<Stretch> rows(Tier tier, Instant after, Instant until) {
        return rows(tier, after, until, ALL);
    }

    /// Rows that end after the first moment and not after the second, oldest first, with what these metrics need.
    List<Stretch> rows(Tier tier, Instant after, Instant until, Set<Metric> metrics) {
        boolean durations = metrics.stream().anyMatch(metric -> Kept.as(metric) == Kept.PERCENTILE);
        List<String> extents = columns(metrics);
        String sql = "select " + FIXED + (durations ? ", durations" : "")
                + (extents.isEmpty() ? "" : ", " + String.join(", ", extents))
                + " from samples where node = ? and tier = ? and at > ? and at <= ? order by at";
        try (DurationsReader reader = new DurationsReader()) {
            return database.readPrimary(c -> Sql.list(
                    c,
                    sql,
                    row -> stretch(row, metrics, durations ? reader : null),
                    node,
                    tier.seconds(),
                    after,
                    until));
        }
    }

    /// The end of the last row; null when there is none.
    @Nullable
    Instant last(Tier tier) {
        List<Instant> last = database.readPrimary(c -> Sql.list(
                c,
                "select at from samples where node = ? and tier = ?"
                        + " order by node desc, tier desc, at desc fetch first 1 rows only",
                row -> Sql.instant(row, "at"),
                node,
                tier.seconds()));
        return last.isEmpty() ? null : last.getFirst();
    }

    /// The beginning of the oldest row of any node; null when there is none.
    @Nullable
    Instant first() {
        Instant first = null;
        for (Tier tier : Tier.values()) {
            List<Instant> ends = database.readPrimary(c -> Sql.list(
                    c,
                    "select at from samples where tier = ? order by tier, at fetch first 1 rows only",
                    row -> Sql.instant(row, "at"),
                    tier.seconds()));
            if (!ends.isEmpty() && (first == null || ends.getFirst().isBefore(first))) {
                first = ends.getFirst().minusSeconds(tier.seconds());
            }
        }
        return first;
    }

    /// The nodes that have rows that end after the first moment and not after the second, by name.
    static List<String> nodes(Database database, Instant after, Instant until) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select distinct node from samples where at > ? and at <= ? and tier in (?, ?, ?) order by node",
                row -> row.getString("node"),
                after,
                until,
                Tier.SECOND.seconds(),
                Tier.TEN_SECONDS.seconds(),
                Tier.MINUTE.seconds()));
    }

    /// The ends of all rows after that moment.
    List<Instant> endsAfter(Tier tier, Instant after) {
        return database.readPrimary(c -> Sql.list(
                c,
                "select at from samples where node = ? and tier = ? and at > ? order by at",
                row -> Sql.instant(row, "at"),
                node,
                tier.seconds(),
                after));
    }

    /// Forgets what is older, of every node: one that is gone for good cannot do it itself.
    int deleteBefore(Tier tier, Instant limit) {
        return database.write(
                c -> Sql.update(c, "delete from samples where tier = ? and at < ?", tier.seconds(), limit));
    }

    private static List<String> columns(Set<Metric> metrics) {
        return metrics.stream()
                .map(metric -> {
                    String name = Kept.column(metric);
                    String extremes = name + "_min, " + name + "_max";
                    return Kept.as(metric) == Kept.GAUGE ? extremes + ", " + name + "_sum" : extremes;
                })
                .collect(Collectors.toList());
    }

    private @Nullable Object[] values(Tier tier, Stretch row) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(node);
        values.add(tier.seconds());
        values.add(row.at());
        values.add(row.samples());
        values.add(row.seconds());
        values.add(row.requests());
        values.add(row.errors());
        values.add(row.loadRequests());
        values.add(row.cacheHits());
        values.add(row.cacheMisses());
        values.add(row.queries());
        values.add(row.durations().count() == 0 ? null : row.durations().encoded());
        for (Metric metric : ALL) {
            Extent extent = row.extents().get(metric);
            values.add(extent == null ? null : extent.min());
            values.add(extent == null ? null : extent.max());
            if (Kept.as(metric) == Kept.GAUGE) {
                values.add(extent == null ? null : extent.sum());
            }
        }
        return values.toArray();
    }

    private static Stretch stretch(ResultSet row, Set<Metric> metrics, @Nullable DurationsReader durations)
            throws SQLException {
        Map<Metric, Extent> extents = new EnumMap<>(Metric.class);
        for (Metric metric : metrics) {
            String name = Kept.column(metric);
            Double min = Sql.nullableDouble(row, name + "_min");
            Double max = Sql.nullableDouble(row, name + "_max");
            if (min != null && max != null) {
                double sum = Kept.as(metric) == Kept.GAUGE ? row.getDouble(name + "_sum") : 0;
                extents.put(metric, new Extent(min, max, sum));
            }
        }
        byte[] encoded = durations == null ? null : row.getBytes("durations");
        return new Stretch(
                Sql.instant(row, "at"),
                row.getInt("samples"),
                row.getDouble("seconds"),
                row.getLong("requests"),
                row.getLong("errors"),
                row.getLong("load_requests"),
                row.getLong("cache_hits"),
                row.getLong("cache_misses"),
                Sql.nullableLong(row, "queries"),
                encoded == null || durations == null ? Durations.NONE : durations.read(encoded),
                extents);
    }
}
