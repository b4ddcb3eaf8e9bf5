package dev.opsdeck.api.loadruns;

/// One second of a run as it is shown. Percentiles are of that second, from the intended start.
public record LoadPoint(
        int second, long asked, long completed, long errors, double p50Millis, double p95Millis, double maxMillis) {}
