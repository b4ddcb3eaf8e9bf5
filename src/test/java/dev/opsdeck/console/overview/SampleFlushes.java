package dev.opsdeck.console.overview;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.caches.Flush;
import dev.opsdeck.api.caches.FlushFindings;
import dev.opsdeck.api.caches.FlushLevel;
import dev.opsdeck.api.caches.FlushPoint;
import dev.opsdeck.api.caches.FlushReport;
import dev.opsdeck.api.caches.FlushResult.Dropped;
import dev.opsdeck.api.caches.FlushState;
import dev.opsdeck.console.connection.ApiFailure;
import dev.opsdeck.console.connection.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A server that has kept some flushes, and flushes made by hand.
final class SampleFlushes implements FlushServer {

    final List<String> calls = new ArrayList<>();
    private final Map<Long, Flush> flushes = new TreeMap<>();

    @Nullable
    Failure failure;

    /// Adds one, or puts it in the place of the one of its id.
    void add(Flush flush) {
        flushes.put(flush.id(), flush);
    }

    void forget(long id) {
        flushes.remove(id);
    }

    @Override
    public Page<Flush> flushes(int limit) {
        calls.add("list");
        fail();
        return Page.whole(flushes.values().stream()
                .sorted(Comparator.comparing(Flush::at).reversed())
                .toList());
    }

    @Override
    public FlushReport report(long id) {
        calls.add("report " + id);
        fail();
        Flush flush = Objects.requireNonNull(flushes.get(id));
        return new FlushReport(flush, curve(flush.findings()));
    }

    private void fail() {
        if (failure != null) {
            throw new ApiFailure(failure);
        }
    }

    static Flush flush(long id, Instant at, FlushFindings findings) {
        return new Flush(
                id,
                at,
                null,
                "operator at 127.0.0.1",
                "local",
                1_204,
                List.of(
                        new Dropped("products", 1_200, 200L),
                        new Dropped("top", 4, null),
                        new Dropped("overview", 0, 0L)),
                findings);
    }

    /// Nine tenths were back after so many seconds.
    static FlushFindings back(double seconds) {
        return new FlushFindings(FlushState.BACK, level(), seconds, 1_240L, 61.8, 9.0, 145.0, seconds + 60, List.of());
    }

    static FlushFindings running(double followed) {
        return new FlushFindings(FlushState.RUNNING, level(), null, 840L, 61.8, 9.0, 145.0, followed, List.of());
    }

    static FlushFindings untold() {
        return new FlushFindings(
                FlushState.UNKNOWN,
                level(),
                null,
                310L,
                61.8,
                9.0,
                null,
                20,
                List.of("A sync ended 20 s after the flush: what came back later is not told."));
    }

    /// Texts and figures as long as they come.
    static Flush longest(long id, Instant at) {
        String node = "a-server-with-a-name-of-sixty-three-characters-as-long-as-it-may.example.org:65535";
        return new Flush(
                id,
                at,
                "products.a-cache-with-a-long-name",
                "operator at 2001:0db8:85a3:0000:0000:8a2e:0370:7334",
                node,
                123_456_789,
                List.of(),
                new FlushFindings(
                        FlushState.NOT_BACK,
                        new FlushLevel(100, 12_345, 0.9999, 123_456.0, 1_234, 59_999.0),
                        null,
                        123_456_789L,
                        987_654.0,
                        1_500.0,
                        61_000.0,
                        600,
                        List.of(
                                "The former level is that of 100 s, since another flush.",
                                "Of the time after the flush 20 s are not stored.",
                                "Requests came at 12345 a second before the flush and at 45678 after it: the figures"
                                        + " compare different loads.")));
    }

    private static FlushLevel level() {
        return new FlushLevel(300, 42, 0.941, 10.2, 1.1, 20.4);
    }

    private static List<FlushPoint> curve(FlushFindings findings) {
        FlushLevel before = Objects.requireNonNull(findings.before());
        double share = Objects.requireNonNull(before.hitShare());
        double queries = Objects.requireNonNull(before.queriesPerSecond());
        double p95 = Objects.requireNonNull(before.p95Millis());
        Double back = findings.secondsToBack();
        double slowness = (back == null ? 30 : back) / 2.3;
        List<FlushPoint> points = new ArrayList<>();
        for (int second = -29; second <= findings.followedSeconds(); second++) {
            double lost = second <= 0 ? 0 : Math.exp(-second / slowness);
            double wave = 1 + 0.05 * Math.sin(second * 1.7);
            points.add(new FlushPoint(
                    second,
                    Math.min(1, share * (1 - lost) * (1 + 0.01 * Math.sin(second))),
                    queries * wave * (1 + 5 * lost),
                    before.dbActive() * wave * (1 + 7 * lost),
                    second == 12 ? null : (Double) (p95 * wave * (1 + 6 * lost)),
                    42 * wave));
        }
        return points;
    }
}
