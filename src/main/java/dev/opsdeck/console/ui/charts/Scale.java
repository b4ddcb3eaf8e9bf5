package dev.opsdeck.console.ui.charts;

/// Where a chart's values begin and end. Pure functions.
///
/// @param bottom the value at the lower edge
/// @param top    the value at the upper edge, above `bottom`
public record Scale(double bottom, double top) {

    /// From zero to a round number (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten) that holds
    /// `highest`. The steps are wide, so that a chart is not drawn again for every small new peak.
    public static Scale fromZero(double highest) {
        if (!(highest > 0) || Double.isInfinite(highest)) {
            return new Scale(0, 1);
        }
        double power = Math.pow(10, Math.floor(Math.log10(highest)));
        for (double step : new double[] {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8}) {
            if (highest <= step * power * 1.000_001) {
                return new Scale(0, step * power);
            }
        }
        return new Scale(0, 10 * power);
    }

    /// From 0 to 1, for shares.
    public static Scale share() {
        return new Scale(0, 1);
    }

    /// Where the value is between the lower edge (0) and the upper edge (1), held to the edges.
    public double position(double value) {
        return Math.clamp((value - bottom) / (top - bottom), 0.0, 1.0);
    }
}
