package dev.opsdeck.api.metrics;

import java.time.Instant;

/// The state of one server process, once a second.
///
/// @param instance  which process: a name that is new at every start
/// @param startedAt when that process started
/// @param at        end of the second
/// @param second    the last second: for charts
/// @param minute    the last 60 seconds, percentiles from the merged histograms: for figures
public record Sample(
        String instance, Instant startedAt, Instant at, Window second, Window minute, Gauges gauges, Totals totals) {}
