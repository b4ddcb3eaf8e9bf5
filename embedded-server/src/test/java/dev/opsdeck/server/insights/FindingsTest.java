package dev.opsdeck.server.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.caches.CacheFigures;
import dev.opsdeck.api.insights.Insight;
import dev.opsdeck.api.insights.InsightKind;
import dev.opsdeck.api.insights.InsightReport;
import dev.opsdeck.api.requests.QueryReport;
import dev.opsdeck.api.requests.QuerySuspect;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What the figures of a server lead to.
final class FindingsTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static CacheFigures cache(String name, long hits, long misses, long evictions) {
        long lookups = hits + misses;
        return new CacheFigures(
                name, "memory", 80, 100, hits, misses, evictions, lookups == 0 ? null : (double) hits / lookups);
    }

    @Test
    void aCacheThatNobodyHitsIsNamedWhenItWasAskedOftenEnough() {
        List<Insight> found = Findings.idleCaches(List.of(
                cache("useful", 900, 100, 0),
                cache("new", 0, 499, 0),
                cache("idle", 4, 996, 0),
                cache("small", 0, 1_000, 900),
                cache("unused", 0, 0, 0)));
        assertThat(found).extracting(Insight::subject).containsExactly("idle", "small");
        assertThat(found.get(0).finding()).isEqualTo("Of 1000 lookups in the cache idle (memory) 4 found something.");
        assertThat(found.get(0).advice()).contains("--uncached idle");
        assertThat(found.get(1).advice()).startsWith("Values are thrown out before");
    }

    @Test
    void aLeakIsToldWithItsPaceAndWhenTheHeapIsFull() {
        double mb = 1 << 20;
        Insight leak = Findings.leak(new HeapFloor.Leak(10 * mb, 0.0001, 4.5, 60, 200 * mb, 245 * mb), 300 * mb);
        assertThat(leak.evidence())
                .extracting(Insight.Evidence::value)
                .containsExactly("10.0 MB an hour", "200 MB, then 245 MB", "60", "99.990 %", "5.5 hours at this pace");
    }

    @Test
    void blockedCarriersCountByTheirLineAndAreBounded() {
        Pins pins = new Pins();
        for (int i = 0; i < 5; i++) {
            pins.add("Feed.read:12", 30_000_000);
        }
        pins.add("Rare.once:3", 25_000_000);
        pins.add("Long.once:4", 1_500_000_000);
        for (int i = 0; i < 200; i++) {
            pins.add("Other.x:" + i, 20_000_000);
        }
        assertThat(pins.places()).hasSize(Pins.MOST + 1);
        assertThat(Findings.pinned(pins.places()))
                .extracting(Insight::subject)
                .containsExactly(Pins.OTHERS, "Long.once:4", "Feed.read:12");
    }

    @Test
    void theReportSaysWhatWasFoundAndHowFarEveryLookIs() {
        QuerySuspect suspect = new QuerySuspect(
                "select 1", "/products", "Products.list (Products.java:7)", 12, 40, 320, 2_000, NOON, NOON);
        try (Insights insights = new Insights(
                () -> List.of(cache("idle", 0, 600, 0)),
                () -> new QueryReport(NOON, List.of(), 3, List.of(suspect)),
                recording -> true,
                () -> 0)) {
            InsightReport report = insights.report();
            assertThat(report.data())
                    .extracting(Insight::kind)
                    .containsExactly(InsightKind.REPEATED_STATEMENT, InsightKind.IDLE_CACHE);
            assertThat(report.checks())
                    .extracting(InsightReport.Check::enough)
                    .containsExactly(false, false, true, true);
            assertThat(report.checks().getFirst().state())
                    .isEqualTo("0 collections of the old generation in 0.0 hours; 12 in 2 hours are needed to judge.");
        }
    }

    @Test
    void blockedCarriersAreHeardOfOnlyWhileThereIsRoomForTheRecording() {
        AtomicLong room = new AtomicLong(10);
        try (Insights insights = new Insights(
                List::of,
                () -> new QueryReport(NOON, List.of(), 0, List.of()),
                recording -> room.get() >= (recording ? 5 : 10),
                () -> 0)) {
            insights.look();
            assertThat(hears(insights)).as("not in the first minute").isFalse();
            room.set(9);
            insights.look();
            assertThat(hears(insights)).as("too little to begin").isFalse();
            room.set(10);
            insights.look();
            assertThat(hears(insights)).isTrue();
            room.set(5);
            insights.look();
            assertThat(hears(insights)).as("enough to go on").isTrue();
            room.set(4);
            insights.look();
            assertThat(hears(insights)).isFalse();
        }
    }

    private static boolean hears(Insights insights) {
        return insights.report().checks().stream()
                .filter(check -> check.kind() == InsightKind.BLOCKED_CARRIER)
                .findFirst()
                .orElseThrow()
                .enough();
    }
}
