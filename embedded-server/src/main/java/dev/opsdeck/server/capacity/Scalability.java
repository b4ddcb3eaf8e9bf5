package dev.opsdeck.server.capacity;

import dev.opsdeck.api.capacity.FitQuality;
import dev.opsdeck.api.capacity.ScalabilityFit;
import dev.opsdeck.api.capacity.ScalabilityFit.Curve;
import dev.opsdeck.api.capacity.ScalabilityFit.Peak;
import dev.opsdeck.api.capacity.ScalabilityFit.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Fits a curve to the steps of ramp runs and says in sentences how far it is to be believed. Pure.
final class Scalability {

    /// Three numbers are fitted: with as many points any curve fits.
    static final int LEAST_POINTS = 4;

    /// From so many on a fit can be good: Gunther's "at least half a dozen".
    static final int GOOD_POINTS = 6;

    private static final double GOOD_R_SQUARED = 0.9;

    /// Below so many requests at once there is little to wait for.
    private static final double LEAST_CONCURRENCY = 2;

    /// The highest concurrency over the lowest.
    private static final double LEAST_SPAN = 3;

    /// A peak further out than so many times what was measured is not told.
    private static final double FURTHEST = 2;

    /// A coherency of less than so many standard errors is not told from none.
    private static final double TOLD_APART = 2;

    private Scalability() {}

    /// @param points in any order; those that are left out of the fit come back as they are
    static ScalabilityFit fit(List<Point> points) {
        List<Point> ordered = points.stream()
                .sorted(Comparator.comparingDouble(Point::concurrency))
                .toList();
        List<Point> used =
                ordered.stream().filter(point -> point.leftOut() == null).toList();
        List<String> remarks = new ArrayList<>(leftOut(ordered));
        String nothing = nothingToFit(used);
        if (nothing != null) {
            remarks.addFirst(nothing);
            return new ScalabilityFit(FitQuality.NONE, remarks, ordered, null);
        }
        double[] n = used.stream().mapToDouble(Point::concurrency).toArray();
        double[] x = used.stream().mapToDouble(Point::perSecond).toArray();
        Optional<LeastSquares.Solution> solved = LeastSquares.fit(n, x);
        if (solved.isEmpty()) {
            remarks.addFirst("No curve of the Universal Scalability Law comes near these steps.");
            return new ScalabilityFit(FitQuality.NONE, remarks, ordered, null);
        }
        LeastSquares.Solution solution = solved.get();
        double rSquared = 1 - solution.squares() / variation(x);
        double residual = Math.sqrt(solution.squares() / Math.max(1, solution.freedom()));
        List<String> faults = faults(n, x, solution.law(), rSquared, residual);
        boolean good = faults.isEmpty();
        double measuredTo = n[n.length - 1];
        Peak peak = good ? peak(solution, measuredTo, faults) : null;
        faults.addAll(remarks);
        Curve curve = new Curve(
                solution.law().lambda(),
                solution.law().sigma(),
                solution.law().kappa(),
                known(solution.errors().lambda()),
                known(solution.errors().sigma()),
                known(solution.errors().kappa()),
                measuredTo,
                rSquared,
                residual,
                peak);
        return new ScalabilityFit(
                good ? FitQuality.GOOD : FitQuality.POOR,
                faults,
                ordered.stream().map(point -> fitted(point, solution.law())).toList(),
                curve);
    }

    private static List<String> leftOut(List<Point> points) {
        return points.stream()
                .filter(point -> point.leftOut() != null)
                .map(point -> "Step " + point.step() + " of load run #" + point.run() + " is not in the fit: "
                        + point.leftOut())
                .toList();
    }

    private static @Nullable String nothingToFit(List<Point> used) {
        long distinct = used.stream().mapToDouble(Point::concurrency).distinct().count();
        if (used.size() < LEAST_POINTS) {
            return (used.isEmpty()
                            ? "There is no step"
                            : used.size() == 1 ? "There is one step" : "There are " + used.size() + " steps")
                    + " to fit: a curve needs at least " + LEAST_POINTS + ", and " + GOOD_POINTS
                    + " to be believed. Start a ramp run with smaller steps.";
        }
        if (distinct < 3) {
            return "The steps all had the same concurrency: they say nothing of how it scales. Start a ramp run that"
                    + " rises further.";
        }
        double first = used.getFirst().perSecond();
        return used.stream().allMatch(point -> point.perSecond() == first)
                ? "All steps had the same throughput: the load did not rise, or the server was full from the first step"
                        + " on. Start a ramp run with smaller steps."
                : null;
    }

    private static List<String> faults(double[] n, double[] x, ScalabilityLaw law, double rSquared, double residual) {
        List<String> faults = new ArrayList<>();
        if (n.length < GOOD_POINTS) {
            faults.add("Only " + n.length + " steps were fitted; a curve is believed from " + GOOD_POINTS
                    + " on. Start a ramp run with smaller steps.");
        }
        double highest = n[n.length - 1];
        if (highest < LEAST_CONCURRENCY) {
            faults.add("At most " + Figures.figure(highest)
                    + " requests were under way at once: the steps hardly loaded the server, so what contention costs"
                    + " cannot be told. Start a ramp run with larger steps.");
        } else if (highest < LEAST_SPAN * n[0]) {
            faults.add("The steps had between " + Figures.figure(n[0]) + " and " + Figures.figure(highest)
                    + " requests under way, which is too little of a range. Start a ramp run that begins lower or rises"
                    + " further.");
        }
        if (rSquared < GOOD_R_SQUARED) {
            faults.add("The curve explains only " + Figures.percent(Math.max(0, rSquared))
                    + " of how the throughput varies: something else than the load changed it, such as other work on the"
                    + " machine, or a server that had just started. Start a ramp run with a ramp-up.");
        }
        double top = Arrays.stream(x).max().orElse(0);
        if (residual > 0.01 * top && Residuals.haveATrend(n, x, law)) {
            faults.add("The residuals lie on one side for long stretches: the law does not describe this server.");
        }
        return faults;
    }

    /// Says why when there is none.
    private static @Nullable Peak peak(LeastSquares.Solution solution, double measuredTo, List<String> remarks) {
        ScalabilityLaw law = solution.law();
        double error = solution.errors().kappa();
        if (law.kappa() == 0) {
            remarks.add("No cost of coherency was found (κ = 0): as far as was measured, more at once gives more"
                    + " throughput, and where that ends is not known.");
            return null;
        }
        if (!(law.kappa() > TOLD_APART * error)) {
            remarks.add("The cost of coherency κ is smaller than twice its standard error, so where the peak is cannot"
                    + " be told.");
            return null;
        }
        double peak = law.peak();
        if (!(peak >= 1)) {
            remarks.add("One request at a time gives the most throughput.");
            return null;
        }
        if (peak > FURTHEST * measuredTo) {
            remarks.add("The peak lies far beyond the " + Figures.figure(measuredTo)
                    + " requests at once that were measured, so where it is cannot be told.");
            return null;
        }
        if (peak > measuredTo) {
            remarks.add("The peak lies beyond the " + Figures.figure(measuredTo)
                    + " requests at once that were measured: it is a guess.");
        }
        return new Peak(peak, law.at(peak), peak <= measuredTo);
    }

    private static Point fitted(Point point, ScalabilityLaw law) {
        return new Point(
                point.run(),
                point.step(),
                point.askedPerSecond(),
                point.concurrency(),
                point.perSecond(),
                point.meanMillis(),
                point.p95Millis(),
                law.at(point.concurrency()),
                point.leftOut());
    }

    private static double variation(double[] x) {
        double mean = Arrays.stream(x).average().orElse(0);
        double sum = 0;
        for (double value : x) {
            sum += (value - mean) * (value - mean);
        }
        return sum;
    }

    private static @Nullable Double known(double error) {
        return Double.isNaN(error) ? null : (Double) error;
    }
}
