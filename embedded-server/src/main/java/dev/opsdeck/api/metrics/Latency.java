package dev.opsdeck.api.metrics;

/// Percentiles of one set of durations, from one (merged) histogram with three significant digits. Never averaged.
/// All zero when `count` is 0.
///
/// @param count how many durations
public record Latency(long count, double p50Millis, double p95Millis, double p99Millis, double maxMillis) {

    /// No durations.
    public static final Latency NONE = new Latency(0, 0, 0, 0, 0);
}
