package dev.opsdeck.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// The quick reading against HdrHistogram's own.
final class DurationsReaderProperties {

    @Property(tries = 200)
    void readsWhatHdrHistogramReads(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        try (DurationsReader reader = new DurationsReader()) {
            for (int i = 0; i < 5; i++) {
                Durations written = SomeDurations.of(random, 1 + random.nextInt(600));
                byte[] encoded = written.encoded();

                Durations quick = Objects.requireNonNull(reader.quick(encoded));

                assertThat(quick.latency()).isEqualTo(Durations.decoded(encoded).latency());
                assertThat(quick.encoded()).isEqualTo(encoded);
            }
        }
    }

    @Property(tries = 200)
    void whatIsBrokenIsRefused(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] encoded = SomeDurations.of(random, 50).encoded();
        byte[] cut = Arrays.copyOf(encoded, random.nextInt(encoded.length));
        try (DurationsReader reader = new DurationsReader()) {
            assertThatThrownBy(() -> reader.read(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Example
    void manyOfOneLengthAreOneNumber() throws Exception {
        byte[] encoded = SomeDurations.all(3_000_000_000L, 7).encoded();
        try (DurationsReader reader = new DurationsReader()) {
            Durations quick = Objects.requireNonNull(reader.quick(encoded));
            assertThat(quick.count()).isEqualTo(3_000_000_000L);
        }
    }
}
