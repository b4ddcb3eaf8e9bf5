package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadStretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/// A run cut into at most 120 pieces: for each, which values came how often. Immutable.
final class Pieces {

    /// One stretch of a run, decoded: its values in rising order, and how often each came. Immutable.
    static final class Counts {

        private final int second;
        private final String call;
        private final long[] micros;
        private final long[] counts;
        private final long errors;

        Counts(LoadStretch stretch) {
            second = stretch.second();
            call = stretch.call();
            errors = stretch.errors();
            LongStream.Builder values = LongStream.builder();
            LongStream.Builder times = LongStream.builder();
            Durations.decoded(Base64.getDecoder().decode(stretch.response())).forEach((value, count) -> {
                values.add(value);
                times.add(count);
            });
            micros = values.build().toArray();
            counts = times.build().toArray();
        }

        int second() {
            return second;
        }

        String call() {
            return call;
        }
    }

    /// What belongs to a piece: where its values stand among all of the run, and how often each came.
    private static final class Part {

        private final int[] places;
        private final long[] counts;

        Part(Counts of, long[] all) {
            places = new int[of.micros.length];
            Arrays.setAll(places, i -> Arrays.binarySearch(all, of.micros[i]));
            counts = of.counts;
        }

        void addTo(long[] sums) {
            for (int i = 0; i < places.length; i++) {
                sums[places[i]] += counts[i];
            }
        }
    }

    private static final int MOST = 120;
    private static final double MICROS_PER_MILLI = 1000;

    private final long[] micros;
    private final List<List<Part>> pieces = new ArrayList<>();
    private final long[] errors;

    /// @param of      one run, one call of it or all
    /// @param seconds those that are cut, in rising order; all of the counts are in them
    Pieces(List<Counts> of, List<Integer> seconds) {
        micros = of.stream()
                .flatMapToLong(counts -> Arrays.stream(counts.micros))
                .sorted()
                .distinct()
                .toArray();
        int size = Math.min(MOST, seconds.size());
        errors = new long[size];
        for (int i = 0; i < size; i++) {
            pieces.add(new ArrayList<>());
        }
        for (Counts counts : of) {
            int index = Collections.binarySearch(seconds, counts.second());
            int piece = (int) ((long) index * size / seconds.size());
            pieces.get(piece).add(new Part(counts, micros));
            errors[piece] += counts.errors;
        }
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
        pieces.get(piece).forEach(part -> part.addTo(sums));
    }

    /// The percentiles of such counts, in milliseconds.
    ///
    /// @param wanted in rising order
    double[] percentiles(long[] sums, double[] wanted) {
        long total = 0;
        for (long sum : sums) {
            total += sum;
        }
        long[] ranks = new long[wanted.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = Math.max(1, (long) Math.ceil(wanted[i] * total / 100));
        }
        double[] found = new double[wanted.length];
        long seen = 0;
        int next = 0;
        for (int i = 0; i < sums.length && next < wanted.length; i++) {
            seen += sums[i];
            while (next < wanted.length && seen >= ranks[next]) {
                found[next++] = micros[i] / MICROS_PER_MILLI;
            }
        }
        return found;
    }
}
