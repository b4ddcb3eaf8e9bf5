package dev.opsdeck.console.overview;

import dev.opsdeck.api.caches.FlushReport;
import java.util.List;

/// The flush that is looked at.
///
/// @param former earlier ones of the same caches to compare with, newest first
record ShownFlush(FlushReport report, List<FlushReport> former) {

    ShownFlush {
        former = List.copyOf(former);
    }
}
