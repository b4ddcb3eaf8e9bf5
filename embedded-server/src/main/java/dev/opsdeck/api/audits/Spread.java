package dev.opsdeck.api.audits;

import java.time.Instant;

/// A figure over a stretch of time.
///
/// @param min   of the single seconds
/// @param mean  over the seconds
/// @param max   of the single seconds
/// @param maxAt when that was, to the minute
public record Spread(double min, double mean, double max, Instant maxAt) {}
