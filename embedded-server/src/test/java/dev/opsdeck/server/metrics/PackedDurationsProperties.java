package dev.opsdeck.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What was packed is what is read.
final class PackedDurationsProperties {

    @Property(tries = 100)
    void readsWhatWasWritten(@ForAll long seed) {
        Random random = new Random(seed);
        List<Durations> written = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            written.add(SomeDurations.of(random, random.nextInt(4) == 0 ? 0 : random.nextInt(600)));
        }
        check(written);
    }

    @Example
    void fromNothingToAnHourAndFromOneToManyMillions() {
        check(List.of(
                Durations.NONE,
                SomeDurations.all(1, 0),
                SomeDurations.all(2, 1),
                SomeDurations.all(127, 2047),
                SomeDurations.all(128, 2048),
                SomeDurations.all(3_000_000_000L, Durations.HIGHEST_MICROS)));
    }

    private static void check(List<Durations> written) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        written.forEach(durations -> PackedDurations.write(durations, out));
        ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
        for (Durations durations : written) {
            assertThat(PackedDurations.read(bytes)).usingRecursiveComparison().isEqualTo(durations);
        }
        assertThat(bytes.hasRemaining()).isFalse();
    }
}
