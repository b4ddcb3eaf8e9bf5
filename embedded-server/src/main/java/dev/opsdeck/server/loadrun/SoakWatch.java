package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadFindings;
import dev.opsdeck.api.loadruns.LoadSecond;

/// Follows the generator's own memory. That of the server comes with what the server says of itself, at the end.
final class SoakWatch implements ProfileWatch {

    private final MemoryTrend engine;

    SoakWatch(RunOrder order) {
        this.engine = new MemoryTrend(order.durationSeconds());
    }

    @Override
    public void add(LoadSecond second, Durations response) {
        engine.add(second.second(), (double) second.engineMemoryBytes());
    }

    @Override
    public LoadFindings findings() {
        return LoadFindings.of(new LoadFindings.Soak(engine.memory(), null));
    }
}
