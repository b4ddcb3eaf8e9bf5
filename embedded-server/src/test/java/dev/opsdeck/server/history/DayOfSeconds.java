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

    /// The day that ends then, of a server that is busy at all hours: so many requests a second on average, most
    /// of some milliseconds and some of seconds, and gauges that wander.
    public static void fill(Database database, String node, Instant end, int requests) {
        SampleRepository repository = new SampleRepository(database, node);
        RollUps rollUps = new RollUps(repository, new PackedMinuteRepository(database, node));
        Random random = new Random(42);
        List<Stretch> batch = new ArrayList<>();
        for (int i = SECONDS - 1; i >= 0; i--) {
            Durations durations =
                    SomeDurations.usual(random, Math.max(0, Math.round(requests * (1 + random.nextGaussian() / 3))));
            batch.add(second(random, end.minusSeconds(i), durations));
            if (batch.size() == 2_000 || i == 0) {
                repository.store(Tier.SECOND, batch);
                rollUps.stored(batch);
                batch.clear();
            }
        }
    }

    private static Stretch second(Random random, Instant at, Durations durations) {
        Map<Metric, Extent> extents = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            extents.put(metric, Extent.of(value(metric, random, at)));
        }
        long requests = durations.count();
        long hits = requests * 4 / 5;
        return new Stretch(
                at,
                1,
                1 + random.nextGaussian() / 1000,
                requests,
                random.nextInt(100) == 0 ? 1 : 0,
                0,
                hits,
                requests - hits,
                requests * 2,
                durations,
                extents);
    }

    private static double value(Metric metric, Random random, Instant at) {
        double wave = 1 + Math.sin(at.getEpochSecond() / 3600.0) / 2;
        return switch (metric) {
            case MEMORY_USED -> Math.rint(wave * (200 << 20)) + random.nextInt(1 << 24);
            case CPU_SHARE -> wave / 4 + random.nextDouble() / 10;
            case REQUESTS_ACTIVE, USERS_ACTIVE, DB_ACTIVE -> Math.rint(wave * 10) + random.nextInt(5);
            case HEALTH_FAILING -> 0;
            case P50, P95, P99, MAX, REQUEST_RATE, ERROR_SHARE, CACHE_HIT_SHARE -> wave + random.nextDouble();
        };
    }
}
