package dev.opsdeck.server.capacity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Fits the law to points by nonlinear least squares: Levenberg's and Marquardt's method (Marquardt 1963, damping
/// scaled by the diagonal). σ and κ cannot be negative: of the fits in which each is free or zero, the best
/// allowed one is taken. Pure.
final class LeastSquares {

    private static final int MOST_STEPS = 500;
    private static final double CONVERGED = 1e-12;
    private static final double ROUNDING = 1e-22;
    private static final boolean[][] FREE = {
        {true, true, true}, {true, true, false}, {true, false, true}, {true, false, false}
    };

    private final double[] n;
    private final double[] x;

    private LeastSquares(double[] n, double[] x) {
        this.n = n;
        this.x = x;
    }

    /// A fit.
    ///
    /// @param squares sum of the squared residuals
    record Solution(ScalabilityLaw law, double squares, int freedom, Errors errors) {}

    /// Standard errors; not a number for what is held at zero, and where nothing is left to tell them.
    record Errors(double lambda, double sigma, double kappa) {}

    /// @param n concurrency of the points, more than 0
    /// @param x their throughput
    /// @return empty when no curve goes anywhere near them
    static Optional<Solution> fit(double[] n, double[] x) {
        LeastSquares points = new LeastSquares(n, x);
        List<Solution> found = new ArrayList<>();
        for (boolean[] free : FREE) {
            points.fit(free).ifPresent(found::add);
        }
        double best = found.stream().mapToDouble(Solution::squares).min().orElse(0);
        double rounding =
                ROUNDING * Arrays.stream(x).map(value -> value * value).sum();
        // The simplest of equals: what is only left over from rounding is no contention.
        return found.reversed().stream()
                .filter(solution -> solution.squares() <= best * (1 + 1e-9) + rounding)
                .findFirst();
    }

    private Optional<Solution> fit(boolean[] free) {
        int count = count(free);
        if (n.length < count) {
            return Optional.empty();
        }
        double[] at = start(free);
        double squares = squares(at);
        double damping = 1e-3;
        for (int step = 0; step < MOST_STEPS && damping < 1e15; step++) {
            double[] next = step(at, free, damping);
            double nextSquares = next == null ? Double.NaN : squares(next);
            if (next != null && nextSquares <= squares) {
                boolean done = squares - nextSquares <= CONVERGED * squares && damping <= 1e-6;
                at = next;
                squares = nextSquares;
                damping = Math.max(damping / 10, 1e-12);
                if (done) {
                    break;
                }
            } else {
                damping *= 10;
            }
        }
        if (!(at[0] > 0) || at[1] < 0 || at[2] < 0 || !Double.isFinite(squares)) {
            return Optional.empty();
        }
        int freedom = n.length - count;
        ScalabilityLaw law = new ScalabilityLaw(at[0], at[1], at[2]);
        return Optional.of(new Solution(law, squares, freedom, errors(at, free, squares, freedom)));
    }

    /// N/X is a polynomial of N−1 and N(N−1): its linear fit is where to begin.
    private double[] start(boolean[] free) {
        int count = count(free);
        double[][] left = new double[count][count];
        double[] right = new double[count];
        for (int i = 0; i < n.length; i++) {
            double[] terms = picked(new double[] {1, n[i] - 1, n[i] * (n[i] - 1)}, free);
            // N/X is as exact as X: what is divided by a large X counts for more.
            double weight = x[i] * x[i] / n[i];
            add(left, right, terms, n[i] / x[i], weight * weight);
        }
        double[] solved = Linear.solve(left, right);
        double highest = 0;
        for (int i = 0; i < n.length; i++) {
            highest = Math.max(highest, x[i] / n[i]);
        }
        double[] start = {highest, free[1] ? 0.01 : 0, free[2] ? 1e-4 : 0};
        if (solved != null && solved[0] > 0) {
            double[] spread = spread(solved, free);
            double[] linear = {1 / spread[0], spread[1] / spread[0], spread[2] / spread[0]};
            if (squares(linear) < squares(start)) {
                return linear;
            }
        }
        return start;
    }

    private double @Nullable [] step(double[] at, boolean[] free, double damping) {
        int count = count(free);
        double[][] left = new double[count][count];
        double[] right = new double[count];
        normal(at, free, left, right);
        for (int i = 0; i < count; i++) {
            left[i][i] *= 1 + damping;
        }
        double[] solved = Linear.solve(left, right);
        if (solved == null) {
            return null;
        }
        double[] move = spread(solved, free);
        return new double[] {at[0] + move[0], at[1] + move[1], at[2] + move[2]};
    }

    private void normal(double[] at, boolean[] free, double[][] left, double[] right) {
        ScalabilityLaw law = new ScalabilityLaw(at[0], at[1], at[2]);
        for (int i = 0; i < n.length; i++) {
            add(left, right, picked(law.slopes(n[i]), free), x[i] - law.at(n[i]), 1);
        }
    }

    /// The roots of the diagonal of s²(JᵀJ)⁻¹.
    private Errors errors(double[] at, boolean[] free, double squares, int freedom) {
        double[] errors = {Double.NaN, Double.NaN, Double.NaN};
        int count = count(free);
        double[][] left = new double[count][count];
        normal(at, free, left, new double[count]);
        int row = 0;
        for (int i = 0; i < free.length; i++) {
            if (free[i]) {
                double[] unit = new double[count];
                unit[row] = 1;
                double[] column = Linear.solve(left, unit);
                if (column != null && freedom > 0) {
                    errors[i] = Math.sqrt(Math.max(0, column[row]) * squares / freedom);
                }
                row++;
            }
        }
        return new Errors(errors[0], errors[1], errors[2]);
    }

    private double squares(double[] at) {
        ScalabilityLaw law = new ScalabilityLaw(at[0], at[1], at[2]);
        double sum = 0;
        for (int i = 0; i < n.length; i++) {
            double off = x[i] - law.at(n[i]);
            sum += off * off;
        }
        return sum;
    }

    private static void add(double[][] left, double[] right, double[] terms, double value, double weight) {
        for (int i = 0; i < terms.length; i++) {
            for (int j = 0; j < terms.length; j++) {
                left[i][j] += weight * terms[i] * terms[j];
            }
            right[i] += weight * terms[i] * value;
        }
    }

    private static int count(boolean[] free) {
        return picked(new double[free.length], free).length;
    }

    private static double[] picked(double[] all, boolean[] free) {
        double[] some = new double[all.length];
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            if (free[i]) {
                some[count++] = all[i];
            }
        }
        return Arrays.copyOf(some, count);
    }

    private static double[] spread(double[] some, boolean[] free) {
        double[] all = new double[free.length];
        int count = 0;
        for (int i = 0; i < free.length; i++) {
            all[i] = free[i] ? some[count++] : 0;
        }
        return all;
    }
}
