package dev.opsdeck.server.insights;

import java.util.Arrays;
import java.util.List;

/// How a series goes on: the slope of Theil and Sen (the median of the slopes between all pairs of points, which
/// single points cannot bend) and the test of Mann and Kendall (how likely as many rising pairs would be by
/// chance). Pure functions.
///
/// @param slope  units of value a unit of time; 0 for fewer than two points
/// @param chance that a series without a trend rises as clearly, from 0 to 1
record Trend(double slope, double chance) {

    /// One reading.
    record Point(double time, double value) {}

    static Trend of(List<Point> points) {
        int n = points.size();
        if (n < 2) {
            return new Trend(0, 1);
        }
        double[] slopes = new double[n * (n - 1) / 2];
        int at = 0;
        long rising = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double up = points.get(j).value() - points.get(i).value();
                double time = points.get(j).time() - points.get(i).time();
                if (time > 0) {
                    slopes[at++] = up / time;
                    rising += (long) Math.signum(up);
                }
            }
        }
        double[] valid = Arrays.copyOf(slopes, at);
        Arrays.sort(valid);
        return new Trend(median(valid), chance(rising, points));
    }

    /// The upper tail of the normal distribution that the count of rising minus falling pairs follows; its
    /// variance is corrected for ties, and one step towards zero for continuity.
    private static double chance(long rising, List<Point> points) {
        int n = points.size();
        double variance = n * (n - 1.0) * (2 * n + 5.0);
        double[] values = points.stream().mapToDouble(Point::value).sorted().toArray();
        for (int i = 0; i < n; ) {
            int j = i;
            while (j < n && values[j] == values[i]) {
                j++;
            }
            double ties = j - i;
            variance -= ties * (ties - 1) * (2 * ties + 5);
            i = j;
        }
        if (variance <= 0) {
            return 1;
        }
        double z = (rising - Long.signum(rising)) / Math.sqrt(variance / 18);
        return upperTail(z);
    }

    /// Abramowitz and Stegun, 7.1.26: to within 1.5e-7.
    private static double upperTail(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 1 / (1 + 0.3275911 * x);
        double erfc = t
                * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
                * Math.exp(-x * x);
        return z >= 0 ? erfc / 2 : 1 - erfc / 2;
    }

    private static double median(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
