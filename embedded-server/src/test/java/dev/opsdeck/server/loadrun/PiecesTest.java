package dev.opsdeck.server.loadrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opsdeck.api.loadruns.LoadStretch;
import dev.opsdeck.server.loadrun.Pieces.Counts;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class PiecesTest {

    private static final double[] WANTED = {50, 95, 99, 100};

    /// As many as that part of the values are no larger, to the very value: up to 2,047 µs a histogram rounds none.
    @Test
    void percentilesAreThoseOfAllValues() {
        Pieces pieces = new Pieces(List.of(second(0, 1, 600), second(1, 601, 1_000)), List.of(0, 1));
        long[] whole = new long[pieces.values()];
        pieces.addTo(whole, 0);
        pieces.addTo(whole, 1);

        assertThat(pieces.percentiles(whole, WANTED)).containsExactly(0.5, 0.95, 0.99, 1);
        assertThat(pieces.percentiles(new long[whole.length], WANTED)).containsExactly(0, 0, 0, 0);

        long[] twice = new long[whole.length];
        IntStream.range(0, 2).forEach(time -> pieces.addTo(twice, 1));
        assertThat(pieces.percentiles(twice, WANTED)).containsExactly(0.8, 0.98, 0.996, 1);
    }

    /// One request of each of these lengths in microseconds.
    private static Counts second(int second, long first, long last) {
        Histogram histogram = new Histogram(3);
        LongStream.rangeClosed(first, last).forEach(histogram::recordValue);
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int size = histogram.encodeIntoCompressedByteBuffer(buffer);
        String encoded = Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), size));
        return new Counts(new LoadStretch(second, 1, "list", histogram.getTotalCount(), 0, encoded));
    }
}
