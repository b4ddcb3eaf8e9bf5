package dev.opsdeck.server.stream;

import dev.opsdeck.api.live.LiveEvent;
import dev.opsdeck.api.live.LogEntry;
import dev.opsdeck.api.metrics.Gauges;
import dev.opsdeck.api.metrics.Latency;
import dev.opsdeck.api.metrics.Sample;
import dev.opsdeck.api.metrics.Totals;
import dev.opsdeck.api.metrics.Window;
import dev.opsdeck.api.sync.SyncCounts;
import dev.opsdeck.api.sync.SyncRun;
import dev.opsdeck.api.sync.SyncState;
import java.time.Instant;

/// Makes events that can be told apart.
final class Events {

    private Events() {}

    static LiveEvent sample(long requests) {
        Window window = new Window(1, Latency.NONE, Latency.NONE, 0, 0, null);
        Gauges gauges = new Gauges(0, 0, 0, 20, 0, 1, 2, null, 0, 2, 0, 0);
        Totals totals = new Totals(requests, 0, 0, 0, 0, 0, 0, 0);
        return new LiveEvent.Sampled(
                new Sample("one", Instant.EPOCH, Instant.ofEpochSecond(requests), window, window, gauges, totals));
    }

    static LiveEvent log(String text) {
        return new LiveEvent.Logged(new LogEntry(1, Instant.EPOCH, null, LogEntry.Kind.FLUSH, text, null));
    }

    static LiveEvent sync(long run, SyncState state, long read) {
        return new LiveEvent.Synced(new SyncRun(
                run, "acme", state, Instant.EPOCH, null, null, new SyncCounts(read, 0, 0, 0, 0, 0, 0, 0), null, null));
    }
}
