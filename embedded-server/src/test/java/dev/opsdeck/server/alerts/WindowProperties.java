package dev.opsdeck.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.alerts.RuleMetric;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.server.metrics.Durations;
import dev.opsdeck.server.metrics.SomeDurations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// A window against the same computed anew from its seconds.
final class WindowProperties {

    private static final Instant BEGIN = Instant.parse("2026-11-23T03:00:00Z");

    @Property(tries = 50)
    void slidingOnIsAsExactAsBeginningAnew(@ForAll long seed) {
        Random random = new Random(seed);
        int length = 1 + random.nextInt(40);
        Window window = new Window(length * 1000L, true);
        List<Reading> seconds = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            seconds.add(second(random, i));
            window.add(seconds.getLast());

            List<Reading.Second> within = seconds.stream()
                    .filter(one -> one.at().isAfter(BEGIN.plusSeconds(seconds.size() - 1L - length)))
                    .map(Reading::second)
                    .filter(java.util.Objects::nonNull)
                    .toList();
            Latency latency = Durations.merged(within.stream()
                            .map(one -> ((Reading.Times.Counted) one.times()).durations())
                            .toList())
                    .latency();
            boolean none = latency.count() == 0;
            assertThat(window.value(RuleMetric.P50)).isEqualTo(none ? null : latency.p50Millis());
            assertThat(window.value(RuleMetric.P95)).isEqualTo(none ? null : latency.p95Millis());
            assertThat(window.value(RuleMetric.P99)).isEqualTo(none ? null : latency.p99Millis());
            assertThat(window.value(RuleMetric.MAX)).isEqualTo(none ? null : latency.maxMillis());
            long requests = within.stream().mapToLong(Reading.Second::requests).sum();
            long errors = within.stream().mapToLong(Reading.Second::errors).sum();
            assertThat(window.value(RuleMetric.ERROR_SHARE))
                    .isEqualTo(within.isEmpty() ? null : requests == 0 ? 0.0 : (double) errors / requests);
            assertThat(window.value(RuleMetric.REQUESTS)).isEqualTo(within.isEmpty() ? null : (double) requests);
        }
    }

    private static Reading second(Random random, int index) {
        long requests = random.nextInt(3) == 0 ? 0 : random.nextInt(50);
        Reading.Second second = random.nextInt(10) == 0
                ? null
                : new Reading.Second(
                        1,
                        requests,
                        requests / 7,
                        0,
                        0,
                        1.0,
                        1.0,
                        1.0,
                        1.0,
                        0.5,
                        new Reading.Times.Counted(SomeDurations.of(random, requests)));
        return new Reading(BEGIN.plusSeconds(index), second, null, null);
    }
}
