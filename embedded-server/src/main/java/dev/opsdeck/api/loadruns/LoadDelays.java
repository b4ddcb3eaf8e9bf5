package dev.opsdeck.api.loadruns;

/// Why the requests of an open run were started after they were meant to. Each has both parts, one after the other.
///
/// @param blocked  every connection waited for an answer: the request queued for the target
/// @param lateness a connection was free and the generator did not start it: its own fault
public record LoadDelays(Delay blocked, Delay lateness) {

    /// One part, over all requests, also those without it.
    ///
    /// @param share of the requests in which it took more than a millisecond, 0 to 1
    public record Delay(double share, double meanMillis, double p95Millis, double maxMillis) {}
}
