package dev.opsdeck.api.requests;

/// How requests are kept.
///
/// @param slowMillis a request that takes as long is slow
/// @param keptDays   how long they are kept
/// @param most       how many of each kind are kept, whatever their age
public record RequestLogSettings(int slowMillis, int keptDays, int most) {}
