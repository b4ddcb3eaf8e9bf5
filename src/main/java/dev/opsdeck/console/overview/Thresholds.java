package dev.opsdeck.console.overview;

import dev.opsdeck.console.ui.State;

/// Where a figure becomes a warning and where critical: the values of requirements S21. Strictly above the value, as
/// "p95 > 500 ms". Pure functions. (How long it must stay there before someone is told is a matter of alert rules.)
///
/// @param warning  in the figure's own unit
/// @param critical above `warning`
record Thresholds(double warning, double critical) {

    private static final double MB = 1024.0 * 1024;
    private static final double GB = 1024 * MB;

    /// p95 over the last minute, ms.
    static final Thresholds P95_MILLIS = new Thresholds(500, 1000);

    /// Errors over requests, 0 to 1.
    static final Thresholds ERROR_SHARE = new Thresholds(0.005, 0.01);

    /// CPU of all cores, 0 to 1.
    static final Thresholds CPU_SHARE = new Thresholds(0.7, 0.9);

    /// 700 and 900 MB of heap; of a heap limited to less than 1 GB the same shares.
    static Thresholds memoryBytes(long maxBytes) {
        double scale = maxBytes > 0 ? Math.min(1, maxBytes / GB) : 1;
        return new Thresholds(700 * MB * scale, 900 * MB * scale);
    }

    /// 40 and 48 of the 50 connections of a single production instance; of another pool the same shares.
    static Thresholds connections(int max) {
        return new Thresholds(max * 40 / 50.0, max * 48 / 50.0);
    }

    /// Unknown when the value is NaN.
    State state(double value) {
        if (Double.isNaN(value)) {
            return State.UNKNOWN;
        }
        if (value > critical) {
            return State.CRITICAL;
        }
        return value > warning ? State.WARNING : State.OK;
    }
}
