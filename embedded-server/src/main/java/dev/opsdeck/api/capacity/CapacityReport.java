package dev.opsdeck.api.capacity;

import java.time.Instant;
import java.util.List;

/// What a server bears and how much of it is in use. What is not known is absent and never zero.
///
/// @param at       when it was made
/// @param runs     the ramp runs of this server that the fit was made of, newest first
/// @param fit      throughput over concurrency
/// @param peaks    what was measured in everyday use
/// @param headroom how much of each limit is in use
/// @param advice   what to do, the most urgent first
public record CapacityReport(
        Instant at,
        List<CapacityRun> runs,
        ScalabilityFit fit,
        CapacityPeaks peaks,
        List<Headroom> headroom,
        List<CapacityAdvice> advice) {

    public CapacityReport {
        runs = List.copyOf(runs);
        headroom = List.copyOf(headroom);
        advice = List.copyOf(advice);
    }
}
