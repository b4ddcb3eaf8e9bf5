package dev.opsdeck.api.loadruns;

import java.util.List;

/// A run with all its seconds.
public record LoadReport(LoadRun run, List<LoadPoint> seconds) {

    public LoadReport {
        seconds = List.copyOf(seconds);
    }
}
