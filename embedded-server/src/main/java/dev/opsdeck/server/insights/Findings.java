package dev.opsdeck.server.insights;

import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.insights.Insight;
import dev.opsdeck.api.insights.Insight.Evidence;
import dev.opsdeck.api.insights.InsightKind;
import dev.opsdeck.api.requests.QuerySuspect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What figures say, in words. Pure functions.
final class Findings {

    /// Lookups from which on a cache is judged.
    static final long LEAST_LOOKUPS = 500;

    static final double LEAST_HIT_RATE = 0.05;

    private static final long LEAST_PINS = 5;
    private static final long LEAST_PINNED_NANOS = 1_000_000_000L;
    private static final int MOST_OF_A_KIND = 5;
    private static final double MEGABYTE = 1 << 20;

    private Findings() {}

    static Insight leak(HeapFloor.Leak leak, double maxBytes) {
        double left = (maxBytes - leak.to()) / leak.bytesPerHour();
        return new Insight(
                InsightKind.MEMORY_LEAK,
                "heap",
                String.format(
                        Locale.ROOT,
                        "What the heap holds after its collections has been rising for %.1f hours.",
                        leak.hours()),
                List.of(
                        new Evidence(
                                "growth",
                                String.format(Locale.ROOT, "%.1f MB an hour", leak.bytesPerHour() / MEGABYTE)),
                        new Evidence(
                                "after collections",
                                String.format(
                                        Locale.ROOT,
                                        "%.0f MB, then %.0f MB",
                                        leak.from() / MEGABYTE,
                                        leak.to() / MEGABYTE)),
                        new Evidence("collections", Integer.toString(leak.collections())),
                        new Evidence("confidence", String.format(Locale.ROOT, "%.3f %%", (1 - leak.chance()) * 100)),
                        new Evidence(
                                "full in", String.format(Locale.ROOT, "%.1f hours at this pace", Math.max(0, left)))),
                "Take a heap dump with 'jcmd PID GC.heap_dump FILE' now and another in an hour: what grew between them"
                        + " is the leak. Restart before it is full.");
    }

    /// A cache whose values nobody asks for again, in memory or in Redis.
    static List<Insight> idleCaches(List<CacheFigures> caches) {
        List<Insight> found = new ArrayList<>();
        for (CacheFigures cache : caches) {
            long lookups = cache.hits() + cache.misses();
            Double rate = cache.hitShare();
            if (lookups < LEAST_LOOKUPS || rate == null || rate >= LEAST_HIT_RATE) {
                continue;
            }
            boolean small = cache.evictions() > cache.misses() / 2;
            found.add(new Insight(
                    InsightKind.IDLE_CACHE,
                    cache.cache(),
                    String.format(
                            Locale.ROOT,
                            "Of %d lookups in the cache %s (%s) %d found something.",
                            lookups,
                            cache.cache(),
                            cache.level(),
                            cache.hits()),
                    List.of(
                            new Evidence("hit rate", String.format(Locale.ROOT, "%.2f %%", rate * 100)),
                            new Evidence("lookups", Long.toString(lookups)),
                            new Evidence("entries", cache.entries() + " of " + cache.maxEntries()),
                            new Evidence("evictions", Long.toString(cache.evictions()))),
                    small
                            ? "Values are thrown out before they are asked for again: callers that ask for fewer"
                                    + " different things, or less of the catalogue at once, would make it useful."
                            : "It only costs memory: try the server with --uncached " + cache.cache()
                                    + " and compare the response times."));
        }
        return found;
    }

    /// N+1.
    static List<Insight> repeated(List<QuerySuspect> suspects) {
        return suspects.stream().limit(MOST_OF_A_KIND).map(Findings::repeated).toList();
    }

    private static Insight repeated(QuerySuspect suspect) {
        return new Insight(
                InsightKind.REPEATED_STATEMENT,
                suspect.statement(),
                String.format(
                        Locale.ROOT,
                        "%d requests of %s executed one statement again and again, up to %d times.",
                        suspect.requests(),
                        suspect.route(),
                        suspect.executions()),
                List.of(
                        new Evidence(
                                "most time lost in a request",
                                String.format(Locale.ROOT, "%.0f ms", suspect.lostMillis())),
                        new Evidence(
                                "time lost in all", String.format(Locale.ROOT, "%.0f ms", suspect.totalLostMillis())),
                        new Evidence("code", orUnknown(suspect.codeLine()))),
                "Read all rows with one statement, by a join or a list of ids.");
    }

    static List<Insight> pinned(List<Pins.Place> places) {
        return places.stream()
                .filter(place -> place.times() >= LEAST_PINS || place.nanos() >= LEAST_PINNED_NANOS)
                .limit(MOST_OF_A_KIND)
                .map(place -> new Insight(
                        InsightKind.BLOCKED_CARRIER,
                        place.line(),
                        String.format(
                                Locale.ROOT,
                                "Virtual threads blocked the threads that carry them, %d times.",
                                place.times()),
                        List.of(
                                new Evidence("code", place.line()),
                                new Evidence(
                                        "blocked in all", String.format(Locale.ROOT, "%.0f ms", place.nanos() / 1e6)),
                                new Evidence(
                                        "longest", String.format(Locale.ROOT, "%.0f ms", place.longestNanos() / 1e6))),
                        "Move the blocking call out of native code or of a class's initialisation, or to a platform"
                                + " thread: while it blocks, other requests wait."))
                .toList();
    }

    private static String orUnknown(@Nullable String line) {
        return line == null ? "not known" : line;
    }
}
