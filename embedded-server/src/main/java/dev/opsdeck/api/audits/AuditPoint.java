package dev.opsdeck.api.audits;

import java.time.Instant;

/// A value of a day.
///
/// @param at    the middle of the day
/// @param label the day in words
public record AuditPoint(Instant at, String label, double value) {}
