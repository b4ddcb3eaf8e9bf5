package dev.opsdeck.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

final class LatencyBucketsTest {

    @Property(tries = 300)
    void aPercentileIsWithinTwoPercentOfTheExactOne(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 2_000, max = 68_000_000_000L) Long> nanos) {
        LatencyBuckets buckets = new LatencyBuckets();
        nanos.forEach(buckets::record);
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        for (double percent : new double[] {1, 50, 95, 100}) {
            double exact = sorted[Math.max(1, (int) Math.ceil(percent * sorted.length / 100)) - 1];
            assertThat(buckets.percentile(percent))
                    .as("%s of %s", percent, Arrays.toString(sorted))
                    .isCloseTo(exact, within(exact * 0.02));
        }
    }

    @Example
    void durationsBeyondTheEndsAreTheEnds() {
        LatencyBuckets buckets = new LatencyBuckets();
        assertThat(buckets.percentile(95)).isZero();
        buckets.record(-5);
        assertThat(buckets.percentile(95)).isLessThan(32);
        buckets.record(Long.MAX_VALUE);
        assertThat(buckets.percentile(100)).isBetween(60e9, 70e9);
    }
}
