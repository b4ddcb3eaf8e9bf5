package dev.opsdeck.server.history;

import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.db.Sql;
import dev.opsdeck.server.metrics.Durations;
import dev.opsdeck.server.metrics.SomeDurations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Stores seconds of a node, for tests of other packages.
public final class SomeSeconds {

    private static final Durations FIFTY = SomeDurations.all(50, 20_000);

    private SomeSeconds() {}

    /// Alike seconds of 50 requests of 20 ms.
    ///
    /// @param from    in seconds from `zero`, excluded
    /// @param to      likewise, included
    /// @param queries of each second
    public static void store(
            Database database, String node, Instant zero, int from, int to, long hits, long misses, long queries) {
        Map<Metric, Extent> extents = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            extents.put(metric, Extent.of(1));
        }
        List<Stretch> seconds = new ArrayList<>();
        for (int second = from + 1; second <= to; second++) {
            seconds.add(new Stretch(
                    zero.plusSeconds(second), 1, 1, FIFTY.count(), 0, 0, hits, misses, queries, FIFTY, extents));
        }
        new SampleRepository(database, node).store(Tier.SECOND, seconds);
    }

    /// Deletes all seconds of all nodes.
    public static void forget(Database database) {
        database.write(c -> Sql.update(c, "delete from samples"));
    }
}
