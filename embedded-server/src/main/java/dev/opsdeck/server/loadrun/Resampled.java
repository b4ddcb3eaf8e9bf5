package dev.opsdeck.server.loadrun;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// How much the percentiles of one run would vary if it were made again under the same circumstances: the
/// circular block bootstrap (Politis and Romano, "A circular block-resampling procedure for stationary data",
/// 1992). Requests of one second depend on each other and on those of the next, so whole blocks of neighbouring
/// stretches are drawn, not single requests; the last stretch is followed by the first. Of each drawn run the
/// percentiles are taken, and the standard deviation of their logarithms is the spread ("standard interval",
/// Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13). Immutable.
final class Resampled {

    private static final int ROUNDS = 200;
    private static final int LEAST_PIECES = 5;
    private static final int LEAST_BEYOND = 10;
    private static final double MICROS_PER_MILLI = 1000;

    private final double[] percentiles;
    private final long count;
    private final int pieces;
    private final double[] millis;
    private final double[] spreads;
    private final double errorShare;
    private final double errorSpread;

    Resampled(Pieces of, double[] percentiles, RandomGenerator random) {
        this.percentiles = percentiles.clone();
        this.pieces = of.size();
        long[] whole = new long[of.values()];
        for (int piece = 0; piece < of.size(); piece++) {
            of.addTo(whole, piece);
        }
        this.count = Arrays.stream(whole).sum();
        this.millis = of.percentiles(whole, percentiles);
        this.errorShare = share(of.errors(), count);
        Moments[] logs = new Moments[percentiles.length];
        Arrays.setAll(logs, i -> new Moments());
        Moments failures = new Moments();
        for (int round = 0; round < ROUNDS && of.size() >= LEAST_PIECES; round++) {
            draw(of, random, logs, failures);
        }
        this.spreads = Arrays.stream(logs).mapToDouble(Moments::deviation).toArray();
        this.errorSpread = failures.deviation();
    }

    private void draw(Pieces of, RandomGenerator random, Moments[] logs, Moments errors) {
        int length = (int) Math.ceil(Math.cbrt(of.size()));
        long[] drawn = new long[of.values()];
        long failed = 0;
        for (int taken = 0; taken < of.size(); taken += length) {
            int start = random.nextInt(of.size());
            for (int i = 0; i < Math.min(length, of.size() - taken); i++) {
                int piece = (start + i) % of.size();
                of.addTo(drawn, piece);
                failed += of.errors(piece);
            }
        }
        double[] values = of.percentiles(drawn, percentiles);
        for (int i = 0; i < values.length; i++) {
            logs[i].add(Math.log(Math.max(values[i], 1 / MICROS_PER_MILLI)));
        }
        errors.add(share(failed, Arrays.stream(drawn).sum()));
    }

    /// A percentile of the run itself.
    double millis(int index) {
        return millis[index];
    }

    /// Standard error of the logarithm of a percentile.
    double spread(int index) {
        return spreads[index];
    }

    /// Whether there were enough requests, ten of them beyond the percentile, in at least five stretches.
    boolean enough(int index) {
        return enoughStretches() && count * (100 - percentiles[index]) / 100 >= LEAST_BEYOND;
    }

    /// Whether there were enough stretches to tell how errors vary.
    boolean enoughStretches() {
        return pieces >= LEAST_PIECES;
    }

    double errorShare() {
        return errorShare;
    }

    double errorSpread() {
        return errorSpread;
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /// Mean and deviation of values as they come (Welford).
    private static final class Moments {

        private int count;
        private double mean;
        private double squares;

        void add(double value) {
            count++;
            double before = value - mean;
            mean += before / count;
            squares += before * (value - mean);
        }

        double deviation() {
            return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
        }
    }
}
