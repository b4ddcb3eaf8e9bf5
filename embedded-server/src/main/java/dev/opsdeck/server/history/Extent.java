package dev.opsdeck.server.history;

/// The values of one metric in the seconds of a stretch.
///
/// @param sum of gauges: over the seconds; otherwise not used
record Extent(double min, double max, double sum) {

    static Extent of(double value) {
        return new Extent(value, value, value);
    }

    Extent and(Extent other) {
        return new Extent(Math.min(min, other.min), Math.max(max, other.max), sum + other.sum);
    }
}
