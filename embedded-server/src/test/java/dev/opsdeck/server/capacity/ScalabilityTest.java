package dev.opsdeck.server.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.opsdeck.api.capacity.FitQuality;
import dev.opsdeck.api.capacity.ScalabilityFit;
import dev.opsdeck.api.capacity.ScalabilityFit.Curve;
import dev.opsdeck.api.capacity.ScalabilityFit.Peak;
import dev.opsdeck.api.capacity.ScalabilityFit.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Known answers of the fit, and what it says when it knows none.
final class ScalabilityTest {

    private static final double[] LOADS = {1, 2, 4, 8, 16, 32, 64};

    /// The SPEC SDM91 benchmark, the published example of Gunther's book and of R's package usl.
    @Test
    void thePublishedExampleIsFound() {
        ScalabilityFit fit = Scalability.fit(points(
                new double[] {1, 18, 36, 72, 108, 144, 216},
                new double[] {64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2}));

        Curve curve = curve(fit);
        assertThat(curve.lambda()).isCloseTo(89.9952330, within(0.05));
        assertThat(curve.sigma()).isCloseTo(0.02772985, within(0.00005));
        assertThat(curve.kappa()).isCloseTo(0.0001043688, within(0.0000005));
        assertThat(fit.quality()).isEqualTo(FitQuality.GOOD);
        Peak peak = Objects.requireNonNull(curve.peak());
        assertThat(peak.concurrency()).isCloseTo(96.5, within(0.1));
        assertThat(peak.perSecond()).isCloseTo(1883.8, within(0.5));
        assertThat(peak.measured()).isTrue();
        assertThat(curve.rSquared()).isBetween(0.98, 1.0);
        // Computed apart, with numerical derivatives.
        assertThat(curve.lambdaError()).isCloseTo(14.2135, within(0.001));
        assertThat(curve.sigmaError()).isCloseTo(0.00912173, within(0.000001));
        assertThat(curve.kappaError()).isCloseTo(0.0000198753, within(0.000000001));
        assertThat(curve.residualError()).isCloseTo(82.8458, within(0.001));
        assertThat(fit.remarks()).isEmpty();
    }

    /// Gunther's ray tracer, also in R's package usl: its coherency is too small to be told from none.
    @Test
    void whereThePeakCannotBeToldItIsNot() {
        ScalabilityFit fit = Scalability.fit(points(
                new double[] {1, 4, 8, 12, 16, 20, 24, 28, 32, 48, 64},
                new double[] {20, 78, 130, 170, 190, 200, 210, 230, 260, 280, 310}));

        Curve curve = curve(fit);
        assertThat(curve.sigma()).isCloseTo(0.05, within(0.01));
        assertThat(curve.kappa()).isLessThan(0.00002);
        assertThat(curve.peak()).isNull();
        assertThat(String.join(" ", fit.remarks())).contains("κ");
    }

    /// κ is 0.0000889 ± 0.0000509: the peak at 104 that follows from it may as well be anywhere.
    @Test
    void aCoherencyThatIsNotToldFromNoneMakesNoPeak() {
        ScalabilityFit fit =
                Scalability.fit(points(LOADS, new double[] {85.0, 205.5, 332.6, 606.4, 893.1, 1246.0, 1455.7}));

        assertThat(fit.quality()).isEqualTo(FitQuality.GOOD);
        assertThat(curve(fit).kappa()).isCloseTo(0.0000889, within(0.000001));
        assertThat(curve(fit).peak()).isNull();
        assertThat(fit.remarks()).singleElement().asString().contains("twice its standard error");
    }

    @ParameterizedTest
    @CsvSource({"1000, 0.05, 0.002", "20, 0.3, 0.0001", "450.5, 0.001, 0.01", "3, 0.7, 0.05"})
    void exactDataIsRecovered(double lambda, double sigma, double kappa) {
        ScalabilityFit fit = fit(LOADS, new ScalabilityLaw(lambda, sigma, kappa)::at);

        Curve curve = curve(fit);
        assertThat(curve.lambda()).isCloseTo(lambda, Percentage.withPercentage(1e-6));
        assertThat(curve.sigma()).isCloseTo(sigma, Percentage.withPercentage(1e-4));
        assertThat(curve.kappa()).isCloseTo(kappa, Percentage.withPercentage(1e-4));
        assertThat(curve.rSquared()).isCloseTo(1, within(1e-9));
        assertThat(fit.points())
                .allSatisfy(point -> assertThat(point.fitted()).isCloseTo(point.perSecond(), within(1e-6 * lambda)));
    }

    @Test
    void whatGrowsWithoutLimitHasNoPeak() {
        ScalabilityFit fit = fit(LOADS, n -> 250 * n);

        Curve curve = curve(fit);
        assertThat(curve.lambda()).isCloseTo(250, within(1e-6));
        assertThat(curve.sigma()).isZero();
        assertThat(curve.kappa()).isZero();
        assertThat(curve.sigmaError()).as("at its bound").isNull();
        assertThat(curve.peak()).isNull();
        assertThat(fit.remarks()).singleElement().asString().contains("not known");
    }

    @Test
    void contentionAloneHasNoPeak() {
        ScalabilityFit fit = fit(LOADS, new ScalabilityLaw(100, 0.1, 0)::at);

        Curve curve = curve(fit);
        assertThat(curve.sigma()).isCloseTo(0.1, within(1e-6));
        assertThat(curve.kappa()).isZero();
        assertThat(curve.peak()).isNull();
    }

    /// A negative σ would be the best fit: the best allowed one has none.
    @Test
    void contentionAndCoherencyAreNeverNegative() {
        ScalabilityFit fit = fit(LOADS, n -> 100 * Math.pow(n, 1.05));

        assertThat(curve(fit).sigma()).isZero();
        assertThat(curve(fit).kappa()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noiseMovesTheAnswerNoFurtherThanItsErrorsSay(long seed) {
        Random random = new Random(seed);
        double[] loads = new double[24];
        for (int i = 0; i < loads.length; i++) {
            loads[i] = 1 + i * 2.5;
        }
        ScalabilityLaw law = new ScalabilityLaw(500, 0.04, 0.0008);
        Curve curve = curve(fit(loads, n -> law.at(n) + 60 * random.nextGaussian()));

        assertThat(curve.sigma()).isCloseTo(0.04, off(curve.sigmaError()));
        assertThat(curve.kappa()).isCloseTo(0.0008, off(curve.kappaError()));
        assertThat(curve.lambda()).isCloseTo(500, off(curve.lambdaError()));
        assertThat(curve.residualError()).isCloseTo(60, within(30.0));
    }

    @Test
    void aPeakBeyondWhatWasMeasuredIsAGuessAndFarBeyondItIsNotTold() {
        ScalabilityLaw law = new ScalabilityLaw(100, 0.02, 0.0005);
        Curve near = curve(fit(new double[] {1, 2, 4, 8, 16, 32}, law::at));
        assertThat(Objects.requireNonNull(near.peak()).measured()).isFalse();
        ScalabilityFit far = fit(new double[] {1, 2, 3, 4, 6, 8}, law::at);
        assertThat(curve(far).peak()).isNull();
        assertThat(far.remarks()).singleElement().asString().contains("far beyond the 8 requests");
    }

    @Test
    void whereTheStepsSayNothingThereIsNoCurve() {
        nothing(points(new double[] {1, 2}, new double[] {10, 20}), "There are 2 steps");
        nothing(List.of(), "There is no step");
        nothing(points(new double[] {3, 3, 3, 3, 3, 3}, new double[] {10, 11, 12, 10, 11, 12}), "same concurrency");
        nothing(points(LOADS, new double[] {50, 50, 50, 50, 50, 50, 50}), "same throughput");
    }

    @Test
    void aPoorFitSaysWhy() {
        poor(fit(new double[] {1, 2, 4, 8, 16}, n -> n), "Only 5 steps");
        poor(fit(new double[] {0.1, 0.2, 0.4, 0.8, 1.2, 1.5}, n -> n), "hardly loaded");
        poor(fit(new double[] {10, 11, 12, 13, 14, 15}, n -> n), "too little of a range");
        poor(Scalability.fit(points(LOADS, new double[] {100, 900, 50, 700, 20, 900, 60})), "The curve explains only");
        double[] many = new double[20];
        for (int i = 0; i < many.length; i++) {
            many[i] = 1 + i;
        }
        poor(fit(many, n -> n < 10 ? 100 * n : n < 15 ? 900 : 1400), "on one side");
    }

    /// 4 above and 4 below in 2 runs: 2 of the 70 arrangements.
    @Test
    void theChanceOfRunsIsCounted() {
        assertThat(Residuals.chance(4, 4, 2)).isCloseTo(2.0 / 70, within(1e-12));
        assertThat(Residuals.chance(4, 4, 8)).isCloseTo(1, within(1e-12));
        assertThat(Residuals.chance(3, 2, 3)).isCloseTo(5.0 / 10, within(1e-12));
    }

    private static void nothing(List<Point> points, String reason) {
        ScalabilityFit fit = Scalability.fit(points);
        assertThat(fit.quality()).isEqualTo(FitQuality.NONE);
        assertThat(fit.curve()).isNull();
        assertThat(fit.remarks().getFirst()).contains(reason);
    }

    private static void poor(ScalabilityFit fit, String reason) {
        assertThat(fit.quality()).isEqualTo(FitQuality.POOR);
        assertThat(curve(fit).peak()).isNull();
        assertThat(String.join(" ", fit.remarks())).contains(reason);
    }

    private static Curve curve(ScalabilityFit fit) {
        return Objects.requireNonNull(fit.curve());
    }

    /// 3.5 standard errors: 24 answers of 8 draws, none further out by chance.
    private static Offset<Double> off(@org.jspecify.annotations.Nullable Double error) {
        return within(3.5 * Objects.requireNonNull(error));
    }

    private static ScalabilityFit fit(double[] n, DoubleUnaryOperator x) {
        double[] throughput = new double[n.length];
        for (int i = 0; i < n.length; i++) {
            throughput[i] = x.applyAsDouble(n[i]);
        }
        return Scalability.fit(points(n, throughput));
    }

    private static List<Point> points(double[] n, double[] x) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < n.length; i++) {
            points.add(new Point(1, i + 1, x[i], n[i], x[i], n[i] / x[i] * 1000, 1, null, null));
        }
        return points;
    }
}
