package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadStretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// A run cut into at most 120 pieces: for each, which values came how often. Immutable.
final class Pieces {

    /// One stretch, decoded: where each value stands among all values of the run, and how often it came.
    record Counts(int second, String call, long[] micros, long[] counts, long errors) {

        static Counts of(LoadStretch stretch) {
            Durations decoded = Durations.decoded(Base64.getDecoder().decode(stretch.response()));
            LongStream.Builder micros = LongStream.builder();
            LongStream.Builder counts = LongStream.builder();
            decoded.forEach((value, count) -> {
                micros.add(value);
                counts.add(count);
            });
            return new Counts(
                    stretch.second(),
                    stretch.call(),
                    micros.build().toArray(),
                    counts.build().toArray(),
                    stretch.errors());
        }
    }

    /// What belongs to a piece: places among the values, and counts.
    private record Part(int[] places, long[] counts) {}

    private static final int MOST = 120;
    private static final double MICROS_PER_MILLI = 1000;

    private final long[] micros;
    private final List<List<Part>> pieces = new ArrayList<>();
    private final long[] errors;

    /// @param of one run, one call of it or all
    Pieces(List<Counts> of) {
        micros = of.stream()
                .flatMapToLong(counts -> Arrays.stream(counts.micros()))
                .sorted()
                .distinct()
                .toArray();
        List<Integer> seconds =
                List.copyOf(new TreeSet<>(of.stream().map(Counts::second).toList()));
        int size = Math.min(MOST, seconds.size());
        errors = new long[size];
        for (int i = 0; i < size; i++) {
            pieces.add(new ArrayList<>());
        }
        for (Counts counts : of) {
            int index = java.util.Collections.binarySearch(seconds, counts.second());
            int piece = (int) ((long) index * size / seconds.size());
            pieces.get(piece).add(part(counts));
            errors[piece] += counts.errors();
        }
    }

    private Part part(Counts counts) {
        int[] places = new int[counts.micros().length];
        Arrays.setAll(places, i -> Arrays.binarySearch(micros, counts.micros()[i]));
        return new Part(places, counts.counts());
    }

    int size() {
        return pieces.size();
    }

    /// How many different values there are.
    int values() {
        return micros.length;
    }

    /// Failed requests of a piece.
    long errors(int piece) {
        return errors[piece];
    }

    /// Failed requests of all pieces.
    long errors() {
        return Arrays.stream(errors).sum();
    }

    /// Adds the counts of a piece to those of each value.
    void addTo(long[] sums, int piece) {
        for (Part part : pieces.get(piece)) {
            int[] places = part.places();
            long[] counts = part.counts();
            for (int i = 0; i < places.length; i++) {
                sums[places[i]] += counts[i];
            }
        }
    }

    /// The percentiles of such counts, in milliseconds.
    ///
    /// @param wanted in rising order
    double[] percentiles(long[] sums, double[] wanted) {
        long total = Arrays.stream(sums).sum();
        double[] found = new double[wanted.length];
        long seen = 0;
        int next = 0;
        for (int i = 0; i < sums.length && next < wanted.length; i++) {
            seen += sums[i];
            while (next < wanted.length && seen >= Math.max(1, Math.ceil(wanted[next] * total / 100))) {
                found[next++] = micros[i] / MICROS_PER_MILLI;
            }
        }
        return found;
    }
}
