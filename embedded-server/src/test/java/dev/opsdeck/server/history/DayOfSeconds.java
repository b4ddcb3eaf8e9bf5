package dev.opsdeck.server.history;

import dev.opsdeck.api.metrics.Metric;
import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.metrics.Durations;
import dev.opsdeck.server.metrics.SomeDurations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Fills the history of a node with the seconds of a day, for benchmarks of other packages.
public final class DayOfSeconds {

    public static final int SECONDS = 86_400;

    private DayOfSeconds() {}

    /// The day that ends then, with so many requests a second.
    public static void fill(Database database, String node, Instant end, int requests) {
        SampleRepository repository = new SampleRepository(database, node);
        Random random = new Random(42);
        List<Durations> some = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            some.add(SomeDurations.of(random, requests));
        }
        List<Stretch> batch = new ArrayList<>();
        for (int i = SECONDS - 1; i >= 0; i--) {
            batch.add(second(end.minusSeconds(i), some.get(random.nextInt(some.size()))));
            if (batch.size() == 2_000 || i == 0) {
                repository.store(Tier.SECOND, batch);
                batch.clear();
            }
        }
    }

    private static Stretch second(Instant at, Durations durations) {
        Map<Metric, Extent> extents = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            extents.put(metric, Extent.of((double) (at.getEpochSecond() % 1000)));
        }
        return new Stretch(at, 1, 1, durations.count(), 0, 0, 0, 0, 0L, durations, extents);
    }
}
