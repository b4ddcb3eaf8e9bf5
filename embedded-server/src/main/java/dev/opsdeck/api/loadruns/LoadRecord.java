package dev.opsdeck.api.loadruns;

import java.util.List;

/// A finished run with all that a later comparison with it needs; also what `load --save` writes.
public record LoadRecord(LoadReport report, List<LoadStretch> stretches) {

    public LoadRecord {
        stretches = List.copyOf(stretches);
    }
}
