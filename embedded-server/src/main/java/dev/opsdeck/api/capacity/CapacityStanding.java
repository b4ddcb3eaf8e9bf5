package dev.opsdeck.api.capacity;

/// Capacity and what it costs, at one time.
public record CapacityStanding(CapacityReport report, CapacityPlan plan, CapacityOutlook outlook) {}
