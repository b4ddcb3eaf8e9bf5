package dev.opsdeck.server.tracing;

/// Picks a share of requests by the lower half of their trace id, as OpenTelemetry's TraceIdRatioBased does: servers
/// with the same ratio pick the same traces. A pure function.
final class Sampler {

    private final long bound;

    /// @param ratio from 0 to 1
    Sampler(double ratio) {
        this.bound = ratio >= 1 ? Long.MAX_VALUE : (long) (ratio * Long.MAX_VALUE);
    }

    boolean picks(long lowerId) {
        return (lowerId & Long.MAX_VALUE) < bound || bound == Long.MAX_VALUE;
    }
}
