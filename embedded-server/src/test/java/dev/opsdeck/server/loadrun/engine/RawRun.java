package dev.opsdeck.server.loadrun.engine;

import dev.opsdeck.api.loadruns.LoadPlan;
import dev.opsdeck.api.loadruns.LoadSecond;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// A run inside the test's process that keeps the times of every request beside the seconds that the engine reports.
public final class RawRun {

    /// When a request was meant to start, did start, and ended; nanoseconds of one clock.
    public record Times(long intended, long begun, long ended) {}

    private final List<Times> times = Collections.synchronizedList(new ArrayList<>());

    /// Blocks until the run has ended.
    public void make(LoadPlan plan, Consumer<LoadSecond> seconds) throws InterruptedException {
        Engine.Usage none = new Engine.Usage(() -> 0, () -> 0);
        RequestLog log = (intended, begun, ended) -> times.add(new Times(intended, begun, ended));
        try {
            new Engine(plan, seconds, System::nanoTime, none, log).run();
        } catch (FatalFailure e) {
            throw new IllegalStateException(e);
        }
    }

    /// Of all requests, in the order in which they ended.
    public List<Times> times() {
        return List.copyOf(times);
    }
}
