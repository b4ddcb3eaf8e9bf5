package dev.opsdeck.api.caches;

import java.util.List;

/// A flush with its curve, from half a minute before it to a minute after the recovery.
///
/// @param curve at most 150 points, in order
public record FlushReport(Flush flush, List<FlushPoint> curve) {

    public FlushReport {
        curve = List.copyOf(curve);
    }
}
