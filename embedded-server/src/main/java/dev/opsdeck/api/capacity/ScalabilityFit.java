package dev.opsdeck.api.capacity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Throughput over concurrency, fitted with Gunther's Universal Scalability Law: X(N) = λN / (1 + σ(N−1) +
/// κN(N−1)).
///
/// @param remarks what is wrong with the fit, and what was left out, as sentences
/// @param points  the steps of the ramp runs, by concurrency
/// @param curve   null when nothing could be fitted
public record ScalabilityFit(
        FitQuality quality,
        List<String> remarks,
        List<Point> points,
        @Nullable Curve curve) {

    public ScalabilityFit {
        remarks = List.copyOf(remarks);
        points = List.copyOf(points);
    }

    /// A step of a ramp run.
    ///
    /// @param run         its number
    /// @param step        from 1
    /// @param concurrency requests under way at once: throughput times mean response time (Little's law)
    /// @param perSecond   measured throughput
    /// @param fitted      throughput of the curve there; null without a curve
    /// @param leftOut     why it is not in the fit; null when it is
    public record Point(
            long run,
            int step,
            double askedPerSecond,
            double concurrency,
            double perSecond,
            double meanMillis,
            double p95Millis,
            @Nullable Double fitted,
            @Nullable String leftOut) {}

    /// The fitted curve. An error is a standard error, null where there is none: the value is at its bound.
    ///
    /// @param lambda        throughput of one request at a time, per second
    /// @param sigma         contention: the share of the work that waits in line
    /// @param kappa         coherency: what every request under way costs every other one
    /// @param measuredTo    the highest concurrency that it was fitted on: beyond it the curve is a guess
    /// @param rSquared      share of the throughput's variance that it explains
    /// @param residualError standard deviation of the residuals, per second, with the degrees of freedom that are
    ///                      left
    /// @param peak          null when there is none or it cannot be known
    public record Curve(
            double lambda,
            double sigma,
            double kappa,
            @Nullable Double lambdaError,
            @Nullable Double sigmaError,
            @Nullable Double kappaError,
            double measuredTo,
            double rSquared,
            double residualError,
            @Nullable Peak peak) {}

    /// Where more concurrency gives no more throughput.
    ///
    /// @param concurrency sqrt((1−σ)/κ)
    /// @param measured    whether that lies in the measured range; else it is a guess
    public record Peak(double concurrency, double perSecond, boolean measured) {}
}
