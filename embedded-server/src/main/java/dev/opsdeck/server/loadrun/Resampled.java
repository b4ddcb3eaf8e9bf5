package dev.opsdeck.server.loadrun;

import java.util.Arrays;
import java.util.SplittableRandom;

/// How much the percentiles of one run would vary if it were made again under the same circumstances: the
/// circular block bootstrap (Politis and Romano, "A circular block-resampling procedure for stationary data",
/// 1992). Requests of one second depend on each other and on those of the next, so whole blocks of neighbouring
/// stretches are drawn, not single requests; the last stretch is followed by the first. Of each drawn run the
/// percentiles are taken; how the logarithm of their ratio to those of another run varies is the spread ("standard
/// interval", Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13). Immutable.
///
/// **Two runs side by side** saw the same machine. Cut at the same seconds and drawn with one seed, the same places are
/// drawn of both, so that what slowed both down at once does not count as a difference, nor as doubt.
final class Resampled {

    private static final int ROUNDS = 200;
    private static final int LEAST_PIECES = 5;
    private static final int LEAST_BEYOND = 10;
    private static final double MICROS_PER_MILLI = 1000;

    private final double[] percentiles;
    private final long count;
    private final int pieces;
    private final double[] millis;
    /// By percentile and round.
    private final double[][] logs;
    private final double errorShare;
    private final double[] errorShares = new double[ROUNDS];

    Resampled(Pieces of, double[] percentiles, long seed) {
        this.percentiles = percentiles.clone();
        this.pieces = of.size();
        long[] whole = new long[of.values()];
        for (int piece = 0; piece < of.size(); piece++) {
            of.addTo(whole, piece);
        }
        this.count = Arrays.stream(whole).sum();
        this.millis = of.percentiles(whole, percentiles);
        this.errorShare = share(of.errors(), count);
        this.logs = new double[percentiles.length][ROUNDS];
        SplittableRandom rounds = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS && of.size() >= LEAST_PIECES; round++) {
            draw(of, rounds.split(), round);
        }
    }

    private void draw(Pieces of, SplittableRandom random, int round) {
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
            logs[i][round] = Math.log(Math.max(values[i], 1 / MICROS_PER_MILLI));
        }
        errorShares[round] = share(failed, Arrays.stream(drawn).sum());
    }

    /// A percentile of the run itself.
    double millis(int index) {
        return millis[index];
    }

    /// Standard error of the logarithm of the ratio of a percentile to that of another run.
    double spread(Resampled other, int index) {
        return deviation(logs[index], other.logs[index]);
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

    /// Standard error of the difference of the shares of errors.
    double errorSpread(Resampled other) {
        return deviation(errorShares, other.errorShares);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /// Standard deviation of the differences.
    private static double deviation(double[] a, double[] b) {
        double mean = 0;
        for (int i = 0; i < ROUNDS; i++) {
            mean += (a[i] - b[i]) / ROUNDS;
        }
        double squares = 0;
        for (int i = 0; i < ROUNDS; i++) {
            squares += Math.pow(a[i] - b[i] - mean, 2);
        }
        return Math.sqrt(squares / (ROUNDS - 1));
    }
}
