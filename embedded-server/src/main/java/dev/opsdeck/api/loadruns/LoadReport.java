package dev.opsdeck.api.loadruns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run with all its seconds.
///
/// @param server what the server under load said of itself for the same time, so far; null when nothing is known of
///               that
public record LoadReport(
        LoadRun run, List<LoadPoint> seconds, @Nullable LoadServerSide server) {

    public LoadReport {
        seconds = List.copyOf(seconds);
    }
}
