package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadSecond;
import org.jspecify.annotations.Nullable;

/// Of profiles whose figures say everything.
final class PlainWatch implements ProfileWatch {

    @Override
    public void add(LoadSecond second, Durations response) {
        // Nothing beyond the figures.
    }

    @Override
    public @Nullable LoadFindings findings() {
        return null;
    }
}
